# 向第三方披露、披露登记册，以及导出文件（第9条）

disclosure-all-requests = 全部请求
disclosure-one-request = 请求{ $reference }
disclosure-scope-status = 类型、状态、人数和日期
disclosure-scope-record = 请求的全部可显示信息
    .button = 全部可显示信息
disclosure-state =
    { $state ->
        [proposed] 待同意
        [granted] 已同意
        [declined] 不同意
        [retracted] 提议已撤回
        [lapsed] 逾期未答复
        [withdrawn] 同意已撤回
       *[expired] 已到期
    }

history-disclosure =
    { $state ->
        [proposed] 提议披露{ $code }
        [granted] 同意披露{ $code }
        [declined] 不同意披露{ $code }
        [retracted] 撤回披露提议{ $code }
        [withdrawn] 撤回披露同意{ $code }
       *[lapsed] 披露提议{ $code }逾期未答复，已失效
    }

disclosure-title = <b>披露{ $code }</b>：{ $state }
disclosure-parties = 提供方：{ $providing }；披露方：{ $disclosing }
disclosure-until = 有效至{ $last }（含当日）
disclosure-letter = 书面同意：{ $day }的公函{ $letter }
disclosure-standing =
    { $state ->
        [proposed] 待{ $party }答复（{ $proposal }），{ $ends }前未答复即失效。未获同意，不得披露。
        [granted] { $party }已于{ $at }同意。
        [declined] { $party }已于{ $at }表示不同意。不得披露。
        [retracted] 提议已于{ $at }撤回。不得披露。
        [lapsed] 提议截至{ $ends }未获答复。不得披露。
        [withdrawn] { $party }已于{ $at }撤回同意。不得再行披露。
       *[expired] 同意已于{ $last }到期。不得再行披露。
    }
button-disclosure-withdraw = 撤回同意
recorded-disclosure-withdrawn = 同意{ $code }即时撤回，将通知{ $other_party }。

disclosures-title = <b>向第三方披露</b>（第{ $article }条）：{ $total }项
disclosures-line = { $code } { $item } → { $third }，有效至{ $last }：{ $state }

disclose-what = <b>拟披露什么？</b>
    请选择全部请求，或输入某一请求的编号。须征得{ $other_party }同意。
disclose-ask-third-party = <b>请选择第三方。</b>
disclose-ask-purpose = <b>请选择用途。</b>
    第三方不得用于其他用途。
disclose-ask-scope = <b>请选择披露范围。</b>
    本系统不披露姓名、证件和备注。
disclose-until = <b>有效至哪一日？</b>
    请选择或输入日期，例如2026年12月31日。以{ $other_party }当地日期为准，含当日。
disclose-letter-day = <b>{ $other_party }书面同意函的日期是哪一日？</b>
    请选择或输入日期，例如“昨日”。
disclose-which-letter = <b>{ $day }的同意函文号是什么？</b>
    核对后提请{ $other_party }同意：向{ $third }披露{ $item }；用途：{ $purpose }；范围：{ $scope }；有效至{ $last }（含当日）。
approval-disclosure = 向{ $third }披露{ $item }，至{ $last }，用于{ $purpose }；限{ $scope }；同意函{ $letter }（{ $day }）
notice-disclosure-withdrawn = ⛔ { $party }已撤回同意{ $code }，不得再据此披露。
notice-disclosure-expired = ⏱ { $party }的同意{ $code }已到期，不得再据此披露。

export-which = <b>导出请求</b>
    供{ $own_party }主管机关使用的文件无须同意。供第三方使用的，须经{ $other_party }事先书面同意（第{ $article }条）。
export-no-consents = 目前没有可据以披露的同意。
export-line = { $code }：{ $item } → { $third }，有效至{ $last }
button-export = 生成文件
button-export-own = 供{ $own_party }主管机关
button-export-under = 依据{ $code }
recorded-export = 文件即将送达，含请求{ $total }件。
export-title = <b>联络系统请求导出</b>：{ $total }件
export-for-own = 仅供：{ $authority }。
export-for-third = 供：{ $third }。用途：{ $purpose }。
export-consent = 依据{ $party }就{ $item }作出的同意{ $code }：{ $day }的公函{ $letter }，有效至{ $last }（含当日）。
export-contains =
    { $scope ->
        [status] 可能包含：编号、请求类型、状态、请求方和被请求方、人数、日期。
       *[record] 可能包含：编号、请求类型、状态、请求方和被请求方、人数、日期、紧急程度、途径、公函文号，以及选自固定选项的尚缺信息、结果、拒绝理由和撤回原因。
    }
export-never-contains = 不设姓名、证件、住址、照片、健康信息和备注栏目。
export-no-other-use = 保密（第{ $article }条）：不得另作他用，不得提供给其他接收方。
export-made = 生成时间：{ $at }；生成人：{ $party }{ $role }。
button-file = 卷宗（PDF）
recorded-file = { $reference }的卷宗正在发送。
file-title = <b>请求{ $reference }卷宗</b>
file-request = 请求
file-due-date = 期限
file-procedure = 标准作业程序
file-steps = 办理记录和公函
file-audit-code = 运行“liaison audit verify --head”并附审计校验码，可证明截至当时的记录未被改动。审计校验码：{ $code }

field-reference = 编号
field-state = 状态
field-requesting = 请求方
field-requested = 被请求方
field-logged = 提出日期
field-due-on = 答复期限
field-state-since = 现状态起始日
field-first-due = 延期前的期限
field-request-letter = 请求函文号
field-request-letter-day = 请求函日期
field-confirmed = 已确认人数
field-answer-letter = 答复函文号
field-refusal-letter = 拒绝函文号
field-withdrawal = 撤回原因

error-disclosure-granted = { $other_party }此前已同意相同的披露（{ $code }），无须再提议。
error-not-your-disclosure = 同意{ $code }是给予{ $other_party }的。未生成文件。
error-not-covered = 同意{ $code }仅限向{ $third }披露{ $item }：{ $scope }。未生成文件。
error-export-empty = 没有可列入文件的请求。未生成文件。
error-export-too-many = 共有请求{ $total }件，超过单个文件的上限（{ $most }件）。请加上年份，例如：/export own 2026
