# 人员：加入、角色与权限
role-focal-person = 联络人
role-coordinator = 协调员
role-admin = 管理员

stranger = 这里是双方主管机关的联络系统，仅限指定人员使用。请向本方管理员索取邀请链接。
notice-joined = { $name }（{ $agency }）已加入本方，角色为{ $role }。

people-title = <b>{ $party }人员</b>
people-line = №{ $number }：{ $name }（{ $agency }），{ $role }{ $standing ->
        [suspended] ，已暂停权限
       *[active] {""}
    }
people-note = – { $note }
people-unreachable = 自{ $day }起无法通过Telegram联系。
people-other = { $party }{ $count ->
        [0] 尚无联络人或协调员使用本系统。
       *[other] 现有{ $count }名联络人和协调员使用本系统。
    }
people-suspended = 已暂停{ $name }的权限，即时生效。
people-active = 已恢复{ $name }的权限。
people-removed = 已移除{ $name }，即时生效。

standing-suspended = 您使用联络系统的权限已暂停。请联系本方管理员。
standing-removed = 您使用联络系统的权限已终止。感谢您的工作。
standing-active = 您使用联络系统的权限已恢复。

invite-role = 请选择受邀人员的角色。
invite-agency = 请输入受邀人员所属单位的名称，不超过60个字符。
invite-made = 请将以下链接转交受邀担任{ $role }的人员。链接仅限使用一次，72小时内有效。请勿向他人透露。
    https://t.me/{ $bot }?start={ $token }
remove-sure = 是否永久移除{ $name }？移除后须重新邀请方可加入。

button-person = { $name }
button-own-agency = { $agency }
button-suspend = 暂停权限
button-restore = 恢复权限
button-remove = 移除
button-remove-sure = 是，移除

error-invite-not-valid = 此链接无效，可能已被使用或已超过72小时。请向本方管理员索取新链接。
error-too-many-tries = 无效链接尝试次数过多。请于一小时后再向本方管理员索取新链接。
error-already-joined = 您已加入。请打开菜单：/menu。
error-unknown-person = 本方没有此人员，或其权限无需变更。请从人员名单中选择：/people。
error-own-standing = 您不能暂停或移除本人，可由本方其他管理员办理。
error-agency = 请输入单位名称，长度为1至{ $most }个字符。

notice-handover = { $name }已不能继续办理{ $count }项未结案件，请另行指派承办人。
