# 逐项填写请求
draft-progress = 新请求 · 第{ $step }步
draft-follows = 接续{ $reference }：已知内容已预先填好，核对时可以修改。
draft-ask-kind = <b>请选择请求类型。</b>
draft-ask-urgency = <b>请选择紧急程度。</b>
draft-ask-persons = <b>请求涉及多少人？</b>
    请选择或输入数字，勿填写姓名。
draft-ask-children = <b>其中有多少名儿童？</b>
draft-ask-letter = <b>公函文号是什么？</b>
    例如公刑〔2026〕18号。人员具体信息写入公函，勿在此填写。
draft-ask-letter-day = <b>公函日期是哪一日？</b>
    可输入日期，例如“昨日”。
draft-ask-channel = <b>公函经何种途径递送？</b>
draft-ask-received-on = <b>{ $own_party }于哪一日收悉公函？</b>
    期限自该日起算。
draft-ask-needed-by = <b>要求的答复期限是哪一日？</b>
    例如2026年3月15日或2026-03-15。
draft-ask-planned-on = <b>计划于哪一日遣返？</b>
    例如2026年3月15日或2026-03-15。
draft-ask-crossing = <b>经哪一口岸出入境？</b>
draft-ask-assistance = <b>请求提供哪些援助？</b>请选择一项或多项，选定后按“继续”。
draft-ask-safety-voluntary = <b>安全评估。</b>本人是否自愿返回？
draft-ask-safety-retrafficking-risk = <b>安全评估。</b>是否已评估再次被拐卖的风险？
draft-ask-safety-guardian = <b>安全评估。</b>每名儿童是否均有监护人？
draft-ask-safety-medical = <b>安全评估。</b>医疗需求是否已作安排？
draft-ask-safety-interpreter = <b>安全评估。</b>是否已安排口译人员？

field-kind = 请求类型
field-urgency = 紧急程度
field-persons = 涉及人数
field-children = 其中儿童人数
field-letter = 公函文号
field-letter-day = 公函日期
field-channel = 递送途径
field-received-on = 收悉日期
field-needed-by = 要求的答复期限
field-planned-on = 计划遣返日期
field-crossing = 出入境口岸
field-assistance = 援助种类
field-safety-voluntary = 本人自愿返回
field-safety-retrafficking-risk = 已评估再次被拐卖的风险
field-safety-guardian = 每名儿童均有监护人
field-safety-medical = 医疗需求已作安排
field-safety-interpreter = 已安排口译人员
field-open-points = 待定事项
field-occasion = 事由
field-another = 另行提议会议
field-objection = 原因
field-request = 请求
field-option-day = 第{ $number }项：日期
field-option-time = 第{ $number }项：时间
field-option-when = 第{ $number }项：时间
field-option-venue = 第{ $number }项：地点
field-host = 接待方

urgency-routine = 一般
urgency-urgent = 紧急
check-yes = 是
check-no = 否
check-not-applicable = 不适用

named-value = { $name }：{ $value }
draft-check =
    { $mode ->
        [new] <b>请核对。以下请求将发送给{ $party }：</b>
       *[record] <b>请核对。以下请求由{ $party }来函提出：</b>
    }
draft-delivery = { $to ->
        [all] { $off ->
            [no] 发出后，{ $party }即时收到通知。
           *[yes] { $party }现为休息时间，将于{ $at }收到通知。
        }
        [duty] { $off ->
            [no] 发出后，{ $party }即时收到通知，值班人员优先。
           *[yes] { $party }现为休息时间。发出后，值班人员即时收到通知，其他人员于{ $at }收到。
        }
       *[coordinators] { $off ->
            [no] 发出后，{ $party }即时收到通知。
           *[yes] { $party }现为休息时间。发出后，协调员即时收到通知，其他人员于{ $at }收到。
        }
    }
draft-safety-open = ⚠️ 待定事项：{ $checks }。须由双方协调员批准或推迟遣返。
waits-draft = 您有一份请求草稿，尚未发送。
draft-cancelled = 草稿已删除，未发送任何内容。
button-resume-draft = 继续填写草稿
button-delete-draft = 删除草稿
button-begin-again = 重新填写

request-sent = 请求已发出。
request-sent-alone = 请求已登记。{ $other_party }尚无人员使用本系统，请发送公函，并在此据函登记其答复。
request-recorded = 请求已登记，答复期限开始计算。

error-not-complete = 尚未发送，先回答以下问题。
error-not-skipped = 此问题必须作答。
error-date-range = { SAME($first, $last) ->
        [yes] 日期只能为{ $first }。
       *[no] 须为{ $first }至{ $last }之间的日期。
    }
error-draft-expired = 该内容已发送、已取消或已被替换。请输入“菜单”。
error-not-a-letter = 这不是公函文号。{ $why ->
    [date] 这是日期，请填写文号。
    [none] 此步须有公函，不能跳过。
    [long] 文号不超过{ $most }个字符。
    [digit] 文号须含数字，不能仅为0。
    [words] 看似姓名或语句，请只填写文号。
   *[signs] 文号须单独写成一行，只含文字、数字和常用符号。
 }不得填写姓名、证件号码和电话号码。
error-letter-like-a-document = 连续超过{ $most }位的数字形似证件号码或电话号码。请填写含年份或文字的完整文号，或其较短形式。

draft-press = 未作更改。请写明要改的项目和新内容{ $example ->
        [letter] {"，例如“文号改为124/26”"}
        [place] {"，例如“地点改为金边”"}
       *[other] {""}
    }，或使用下方按钮。
draft-changed = { $question }改为{ $answer }。
draft-which = 该内容可填入不止一项，要改哪一项？
again = { $wrong }
    所填内容仍不符合要求。{ $kind ->
        [day] 可输入日期，例如“{ $day }”，或使用按钮。
       *[other] 仅填写所问内容，或使用按钮。
    }
draft-overtaken = 有一项填写内容已过时，须重新填写。
draft-renewed = { $about }在您填写期间已有变动，请核对填写内容。
