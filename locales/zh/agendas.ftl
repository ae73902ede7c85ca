# 会议议程与会议决定
agenda-title = <b>{ $code }议程</b>（{ $kind }，共{ $total }项）
agenda-none = 暂无议题。
agenda-line = 第{ $item }号：{ $title }（{ $party }提出）{ $with_case ->
        [yes] · { $case }
       *[no] {""}
    }{ $mark ->
        [discussed] ——✓ 已讨论
        [dropped] ——已撤下
        [carried] ——已转入下次会议
       *[open] { $carried ->
            [0] {""}
           *[other] ——此前已顺延{ $carried }次
        }
    }
agenda-decisions = <b>会议决定：</b>
agenda-what = <b>请输入拟列入{ $code }议程的事项。</b>
    请写成一行，勿写入个人姓名或其他个人信息。如涉及案件，可将案件编号写在前面。
agenda-added = 第{ $item }号议题已列入议程，双方均可查看。

recorded-agenda-discuss = 已登记：第{ $item }号议题已讨论。
recorded-agenda-carry = 第{ $item }号议题已转入下次同类会议。
recorded-agenda-drop = 第{ $item }号议题已从议程撤下。

decide-who = <b>{ $code }的决定由哪一方落实？</b>
decide-until = <b>最迟应于哪一日完成？</b>
    请选择或输入日期，例如2026年3月15日。
decide-what = <b>{ $code }作出了什么决定？</b>
    请写成一行，勿写入个人姓名或其他个人信息。
minutes-which = <b>载有会议{ $code }纪要的公函文号是什么？</b>
recorded-decision = 决定已登记为第{ $number }项活动，经另一方批准后列入行动计划。

button-agenda-add = 增加议题
button-agenda-discuss = ✓ 第{ $item }号已讨论
button-agenda-carry = 第{ $item }号转下次会议
button-agenda-drop = 撤下第{ $item }号
button-decide = 记录会议决定

error-not-a-title = 请输入一行文字，不超过{ $most }个字符，勿含链接或长串数字。
error-unknown-item = { $code }的议程中没有此编号的议题。查看议程：/agenda { $code }
error-stale-item = 第{ $item }号议题在您查看后已有变动，未作任何登记。以下为当前议程。
error-item-recorded = 第{ $item }号议题此前已登记。
error-item-ended = 第{ $item }号议题已讨论或已撤下，未作任何更改。
error-not-your-item = 第{ $item }号议题由对方提出，只能由对方撤下。
error-agenda-closed = { $code }已结束或不再举行。请将事项列入下次会议的议程：/meetings
error-meeting-not-over = { $code }尚未结束。会议举行后方可登记结果。
error-meeting-not-held = 请先登记会议{ $code }已举行。未作任何更改。
error-minutes-approved = 会议{ $code }的纪要已经双方批准。未作任何更改。
