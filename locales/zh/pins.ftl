# 个人密码：本人掌握的6位数字，用于防止他人持同一手机或号码代为操作。
pin-none = 🔢 您尚未设置个人密码。
pin-there = 🔢 您已设置个人密码。
pin-forgotten = 如已遗忘，可由{ $names }取消，再重新设置。
pin-forgotten-alone = 如已遗忘，请系统运维人员邀请另一名管理员，由其取消。
pin-for =
    设置后，他人即使拿到您的手机或占用您的号码，也无法查阅保密备注、披露或导出、同意双方事项或更改人员。
    办理上述事项前，系统请您输入6位数字；输入正确后10分钟内不再询问。
pin-ask =
    <b>请输入个人密码。</b>
    办理“{ $step }”须先输入个人密码。
    如非您本人发起，切勿输入，并与管理员联系。所发消息立即从本对话中删除。如已遗忘，可由{ $own_party }其他管理员取消。
pin-which =
    { $pin ->
        [new]
            <b>请设定6位数字。</b>
            勿使用他人能从生日或电话号码猜到的数字。所发消息立即从本对话中删除，但其已传至Telegram。
       *[duress]
            <b>请设定受胁迫时使用的6位数字。</b>
            被迫输入个人密码时，改输此密码：界面如常，但不显示备注，并立即告知管理员。所发消息立即从本对话中删除。
    }
pin-again = <b>请再次输入相同的6位数字。</b>

button-pin-new = 设置个人密码
button-pin-change = 更改个人密码
button-pin-off = 取消个人密码
button-confirm-pin = 确认个人密码
button-unpin = 取消个人密码

recorded-pin = 个人密码已设置。
recorded-pin-off = 个人密码已取消。
recorded-unpin = 已取消{ $name }的个人密码{ $told ->
        [yes] ，并已通知本人
       *[no] {""}
    }。

pin-taken-off = ⚠️ { $who }已取消您的个人密码。如非您本人要求，请立即与管理员和协调员联系。
notice-pin-locked = ⚠️ { $name }（{ $agency }）的个人密码连续5次输入错误。请当面或通过电话向本人核实；如非本人所为，暂停其权限。
notice-pin-off = ⚠️ { $who }已取消{ $name }（{ $agency }）的个人密码。

error-not-a-pin = 个人密码为6位数字。未作更改。
error-pin-too-late = 个人密码须在10分钟内输入，现已超时，未作更改。请重新办理。
error-weak-pin = 这组数字过于简单：6位数字不得完全相同，也不得按顺序排列。
error-pins-differ = 两次输入的数字不同，须重新设定。
error-wrong-pin = 个人密码不正确，还可再试{ $left }次。
error-pin-locked = 个人密码连续5次输入错误，{ $ends }之前不再受理。已通知管理员。
error-no-pin = { $name }未设置个人密码。
error-own-pin = 不能取消本人的密码。更改请用 /pin；如已遗忘，可由{ $own_party }其他管理员取消。

pin-waits = 🔢 您已设置个人密码，经管理员或协调员确认为您本人所设后生效。
button-pin-duress = 受胁迫密码
notice-pin-waits = 🔑 { $name }（{ $agency }）设置了个人密码。请当面或通过电话核实：是否为本人所设？
notice-pin-duress = 🚨 { $name }（{ $agency }）输入了受胁迫密码，本人可能受到胁迫。勿在此联系{ $name }；必要时暂停其权限，并采取救助措施。
recorded-confirm-pin = 已确认{ $name }的个人密码。
error-same-pin = 受胁迫密码不得与个人密码相同。
pin-required = <b>请先设置个人密码。</b>协调员和管理员办理此事须有个人密码，以防他人持其手机代为决定。设置后再办理；目前未作更改。
pin-unconfirmed = <b>个人密码尚未确认。</b>可由{ $names }确认。请电话联系，确认后再办理；目前未作更改。
error-pin-kept = 协调员和管理员须有个人密码，更改用 /pin。
people-no-pin = 未设置个人密码：{ $names }
