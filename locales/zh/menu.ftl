# 系统导览
menu-title = <b>联络系统</b>
    您是{ $party }{ $role }。请选择要办理的事项。

button-more = 更多…
menu-more = 请选择类别。
menu-group-work = 工作总览
menu-group-requests = 请求
menu-group-meetings = 会议和活动
menu-group-agreement = 协定
menu-group-people = 人员和值班
menu-group-settings = 设置

target-none = <b>{ $does }</b>
    { $about ->
        [correct] 目前没有待更正的内容。部分答复无须更正：再次按序号答复，以最后一次为准。完整答复或拒绝在请求办结前可更正，办结后请另发公函或提出新请求；已发出的请求可更正公函文号及日期、涉及人数、要求的答复期限和撤回原因。更正时先打开该请求。
        [requests] 目前没有处于该步骤的请求。打开请求即可查看能办理的事项。
        [meetings] 目前没有处于该步骤的会议。打开会议即可查看能办理的事项。
        [redact] 没有含文号的记录。请打开有关记录（含会议、邀请），按“更多…”和“删除误填的个人信息”，或输入 /redact 及其编号。
       *[other] 目前没有待办理的此类事项。其他事项见“菜单”。
    }
target-which = <b>{ $does }</b>
    请选择，或输入编号。
target-first-receive = 须先登记收悉，登记后再次输入：{ $does }。
target-first-retract = 会议尚未商定，可撤回提议。
target-request = { $lettered ->
        [yes] { $typed } · { $reference }
       *[no] { $reference }
    }{ $standing ->
        [overdue] {" "}· 逾期{ $days }日
        [running] { $days ->
            [0] {" "}· 今日到期
           *[other] {" "}· 剩余{ $days }日
        }
       *[still] {""}
    }
target-meeting = { $day } · { $code } · { $kind }
target-activity = { $number }. { $typed }

help-title = <b>系统用途</b>
    在双方主管机关之间传递请求、计算期限并及时提醒。姓名、证件和照片随公函递送，不得在此发送。
help-words = 请直接输入要办理的事项，例如“{ $first }”或“{ $second }”；也可输入文号或编号，或使用按钮。

language-choose = 请选择语言。

cancelled = 未作更改。
cancel-which = 目前没有待答的问题。草稿如何处理？

button-menu = 菜单
button-back = 上一步
button-cancel = 取消
button-change-answers = 修改
button-continue = 继续
button-open = 查看{ $code }
button-skip = 跳过

answer = { $value }
not-stated = 未注明
unanswered = 未作答

error-not-understood = 系统未能识别。
error-not-understood-here = 系统未能识别，请使用下方按钮。
error-nothing-found = 未找到符合条件的请求。
left-over = 这部分尚未办理，请在本项办完后再输入。
error-write-what = 请输入文号、编号或要办理的事项，例如“新请求”。
error-no-question = 目前没有等待回答“是”或“否”的问题。请用按钮办理。
error-bare-answer = “是”“否”不能作为内容，须填写具体内容。
error-bare-date = 这是日期，须填写具体内容。
error-did-you-mean = 您要办理的是：
found-requests = { $more ->
        [yes] 与“{ $words }”有关的请求较多，以下为最近的几件。请输入更完整的文号或编号。
       *[no] 与“{ $words }”有关的请求：
    }
error-unknown-command = 没有此命令。请从菜单中选择。
error-button = 此按钮已失效。请输入“菜单”。
error-edited = 修改已发消息不会改变已登记的内容。请另发新消息。
error-forwarded = 转发的消息不予受理。请自行输入。
error-only-text = 此处仅接收文字；文件、照片、语音、联系人和位置请通过正式途径递送。您所发内容未予保存，正从本对话中删除，但其已传至Telegram。
error-quoted = “{ $typed }”：{ $why }
error-not-a-choice = 该项不在所列选项之中，须重新选择。
error-not-of-choices = 该项不在可选范围之内。可选：{ $choices }。
error-for-colleagues = 您的角色不能办理此事项，可转请以下同事办理：{ $names }。{ $act ->
        [extend] 延期由协调员提议，收悉日期有误的亦同。
       *[other] {""}
    }
error-not-your-role = 您的角色不能办理此事项，可转请有权办理的同事。您可办理的事项见“菜单”。

waiting-requests = 有{ $count }件请求待{ $own_party }办理。
error-nothing-to-cancel = 目前没有可取消的操作。
