# 网页：通行密钥、链接与登录。
page-title = <b>网页</b>：不用Telegram，以浏览器办理同样事项
    { $url }
page-no-passkeys = 您尚未添加通行密钥。请在今后使用的浏览器中添加。
page-passkey = 通行密钥{ $number }：{ $made }添加，最近使用日期{ $used }
page-passkey-unused = 通行密钥{ $number }：{ $made }添加，尚未用于登录
page-session = 浏览器{ $number }：{ $opened }登录，最近活动{ $used }

button-page-new = 添加通行密钥
button-passkey-remove = 删除通行密钥{ $number }
button-session-end = 退出浏览器{ $number }
button-sessions-end = 全部退出登录

page-calendar = 您的日历地址：{ $made }生成
button-calendar-new = 生成日历地址
button-calendar-again = 更换日历地址
button-calendar-end = 停用日历地址
page-calendar-made = <b>您的日历地址</b>
    请在日历软件中以网络日历（webcal）方式添加。日历列出会议，以及仅含编号的答复期限。地址仅显示一次，切勿向他人透露：持有者可见您的日程。原地址同时失效。
    { $address }
calendar-proposed = 拟议：{ $title }
calendar-due = 答复到期：{ $reference }

page-link-own = <b>添加通行密钥的链接</b>
    请在今后使用的浏览器中打开。链接限用一次，{ $minutes }分钟内有效。打开者即以您的名义登录，切勿向他人透露。
    { $link }
page-give = <b>是否为{ $name }生成网页登录链接？</b>请先当面或电话核实。打开链接者即以{ $name }的名义登录。
button-page-give = 是，生成链接
page-link-given = 此链接仅可转交{ $name }，限用一次，{ $hours }小时内有效。系统现在告知{ $name }本人；链接使用后，告知其他管理员。
    { $link }
page-link-made = 🔑 { $by ->
        [operator] 系统运维人员
       *[admin] { $who }
    }已为您生成网页登录链接。如非您本人要求，请立即与管理员联系。
calendar-made = 🔑 您的日历地址已在网页上生成。如非您本人操作，请立即暂停本人权限：/lost
passkey-made = 🔑 您的账号已通过{ $by ->
        [own] 您自己的链接
        [operator] 系统运维人员提供的链接
       *[admin] { $who }提供的链接
    }添加通行密钥。如非您本人操作，请立即暂停本人权限：/lost
notice-passkey = 🔑 { $name }（{ $agency }）通过{ $by ->
        [operator] 系统运维人员
       *[admin] { $who }
    }提供的链接添加了通行密钥。请当面或电话核实：是否为本人操作？

recorded-passkey-removed = 通行密钥已删除，并已全部退出登录。
recorded-calendar-ended = 您的日历地址已停用。
recorded-session-ended = { $which ->
        [all] 已全部退出登录。
       *[one] 该浏览器已退出登录。
    }

error-no-page = 本系统未开通网页。请使用Telegram。
error-page-of-approver = 协调员和管理员的登录链接仅可由系统运维人员提供。本人可在Telegram中输入 /page 生成。
error-too-many-passkeys = 通行密钥已达{ $most }个。请先删除一个：/page
error-passkey-removed = 此通行密钥已删除。现有通行密钥见：/page
error-session-ended = 该浏览器已退出登录。登录情况见：/page

sign-in-title = 登录
sign-in-how = 登录须使用已添加的通行密钥：设备将核验您的指纹、面容或设备密码。
sign-in-no-passkey = 没有通行密钥的，请在Telegram中输入 /page，或向管理员索取链接。
button-sign-in = 用通行密钥登录
button-page-open = 打开网页
telegram-how = 使用对话中的“{ button-page-open }”按钮，即可登录。使用其他浏览器的，用通行密钥登录。
enrol-title = 添加通行密钥
enrol-how = 设备将核验您的指纹、面容或设备密码，添加后即已登录。请仅使用他人无法解锁的设备。
enrol-known = 此设备已有您的通行密钥，可直接用其登录。
button-enrol = 添加通行密钥
button-passkey-confirm = 使用通行密钥
page-no-script = 通行密钥须启用JavaScript，而此浏览器未启用。请启用后重新加载网页。
page-no-webauthn = 此浏览器不支持通行密钥。请使用新版Chrome、Edge、Firefox或Safari。
error-page-link = 此链接无效：已使用或已过期。请在Telegram中输入 /page 重新获取，或向管理员索取。
error-sign-in = 未能登录。请重试，或向管理员索取链接。
error-passkey-failed = 未能添加通行密钥。请重试，或重新索取链接。
error-passkey-confirm = 通行密钥未通过核验。请重试，或输入个人密码。
error-too-many-sign-ins = 登录或打开链接错误次数过多。请于15分钟后再试，或与管理员联系。

join-title = 加入联络系统
join-what = 本系统仅供双方指定人员使用。切勿在此填写受害人的姓名、出生日期或证件。您填写的姓名由管理员核实。
join-name = 您的姓名（不加称谓）
button-join = 加入
join-waits = 姓名已提交，不能再在此更改，待管理员确认。确认后，管理员将另一链接转交您，用于登录。本页可以关闭。
error-join-name = 请填写您的姓名，不得含有较长的数字。
