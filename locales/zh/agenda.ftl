# 会议议程与会议决定
agenda-title = <b>{ $code }议程</b>（{ $kind }，共{ $total }项）
agenda-line = 第{ $item }项：{ $title }（{ $party }提出）{ $with_request ->
        [yes] · { $request }
       *[no] {""}
    }{ $mark ->
        [discussed] ，已讨论
        [dropped] ，已删除
        [carried] ，已转入下次会议
       *[open] { $carried ->
            [0] {""}
           *[other] ，已顺延{ $carried }次
        }
    }
agenda-topic =
    { $topic ->
        [overdue] 逾期请求
        [refused] 被拒绝的请求
        [objected] 有异议的请求
        [returned] 答复被退回的请求
        [difference] 分歧
        [consent] 即将到期的同意
       *[activity] 逾期的计划活动
    }{ $with_code ->
        [yes] { $code }
       *[no] {""}
    }
agenda-draft-title = <b>{ $code }议程草案</b>：{ $total }项
    双方所见事项相同。
agenda-draft-line = { $number }. { $point }{ $on_agenda ->
        [yes] ——✓ 已列入议程
        [carried] ——转入
       *[no] {""}
    }
agenda-decisions = <b>会议决定：</b>
minutes-title = <b>{ $code }纪要</b>（{ $kind }）
minutes-present = { $party }出席人员：{ $people }
minutes-person = { $role }（{ $agency }）
minutes-decision = { $number }. { $title }（{ $lead }，完成期限{ $last }）{ $approved ->
        [yes] {""}
       *[no] ，尚未批准
    }
minutes-sign = { $authority }代表
minutes-sign-by = 姓名、职务、日期及签字
recorded-minutes-file = 会议{ $code }的纪要即将送达。
agenda-what = <b>请输入拟列入{ $code }议程的事项。</b>
    限一行，勿写入姓名及其他个人信息。涉及某一请求的，可在前面注明其编号。
agenda-added = 第{ $item }项议题已列入议程，双方均可查看。

recorded-agenda =
    { $action ->
        [discuss] 第{ $item }项议题已登记为已讨论。
        [carry] 第{ $item }项议题已转入下次同类会议。
       *[drop] 第{ $item }项议题已从议程删除。
    }

decide-who = <b>{ $code }的决定由哪一方落实？</b>
decide-until = <b>完成期限是哪一日？</b>
    请选择或输入日期，例如2026年3月15日。
decide-what = <b>{ $code }作出了什么决定？</b>
    限一行，勿写入姓名及其他个人信息。
error-minutes-content = 纪要内容载于公函，此处只填文号。会议决定用 /decide 登记。
minutes-which = <b>会议{ $code }纪要的公函文号是什么？</b>
recorded-decision = 决定已登记为第{ $number }项活动，经{ $other_party }批准后列入行动计划。

button-agenda-add = 增加议题
button-agenda-draft = 议程草案
button-agenda-draft-add = 列入第{ $number }项
button-agenda-minutes = 纪要
button-agenda-discuss = ✓ 第{ $item }项已讨论
button-agenda-carry = 第{ $item }项转下次会议
button-agenda-drop = 删除第{ $item }项
button-decide = 记录会议决定

error-not-a-title = 该内容不能采用。须为一行文字，不超过{ $most }个字符，不含链接和长串数字。
error-item-ended = 第{ $item }项议题此前已登记：已讨论、已转下次会议或已删除。
error-agenda-closed = 会议{ $code }已结束或不再举行。请将议题列入下次会议：/meetings
error-meeting-not-over = 会议{ $code }尚未结束，举行后方可登记。
error-meeting-not-held =
    { $disputed ->
        [yes] 双方就会议{ $code }是否举行登记不一致。请先核实，再更正有误的登记。
       *[no] 会议{ $code }尚未登记为已举行，未作更改。请先登记。
    }
error-minutes-approved = { $approved ->
        [waits] 会议{ $code }的纪要正待批准，待同意或不同意之后方可更改。未作更改。
       *[yes] 会议{ $code }的纪要已经双方批准。未作更改。
    }
error-decision-approved = 会议{ $code }的决定已经双方批准，不能登记为未举行。未作更改。
