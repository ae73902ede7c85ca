# 人员：加入、角色与权限
role-focal-person = 联络人
role-coordinator = 协调员
role-auditor = 审计员
role-admin = 管理员

stranger = 这里是双方主管机关的联络系统，仅限指定人员使用。请向本方管理员索取邀请链接。
profile-name = 联络系统
profile-description = 本系统用于双方主管机关之间的请求往来，计算期限并及时提醒。仅限指定人员使用：请打开管理员提供的邀请链接。请勿在此输入受害人姓名、证件或照片。
profile-short-description = 双方主管机关请求往来系统，仅限指定人员使用。
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

status-suspended = 您使用联络系统的权限已暂停。请联系本方管理员。
status-removed = 您使用联络系统的权限已终止。感谢您的工作。
status-active = 您使用联络系统的权限已恢复。

invite-role = 请选择受邀人员的角色。
invite-agency = 请输入受邀人员所属单位的名称，不超过60个字符。
invite-made = 请将以下链接转交受邀担任{ $role }的人员。链接仅限使用一次，72小时内有效，打开后由您确认是否本人。请勿向他人透露。
    https://t.me/{ $bot }?start={ $token }
invite-waits = 邀请链接已打开，正在等待管理员确认。确认后您将在此收到消息。
notice-invitation = { $name }打开了邀请链接（{ $agency }，{ $role }）。是否为您邀请的人员？
notice-invitation-again = { $name }打开了已由他人打开的邀请链接（{ $agency }，{ $role }），已被拒绝。待确认人员请见：/invites。
invitations-title = <b>有效邀请</b>
invitations-none = 目前没有有效邀请。
invitation-line = { $agency }，{ $role }：{ $opened ->
        [yes] { $name }已打开，待确认，有效期至{ $ends }
       *[no] { $who }发出，有效期至{ $ends }
    }
invitation-confirmed = { $name }已加入。
invitation-revoked = 已撤销邀请，链接失效。
button-invitations = 邀请
button-invitation = { $opened ->
        [yes] { $name }
       *[no] { $agency }
    }
button-invitation-yes = 是本人
button-invitation-no = 不是本人
button-invitation-revoke = 撤销邀请
error-unknown-invite = 此邀请已失效。有效邀请请见：/invites。
remove-sure = 是否永久移除{ $name }？移除后须重新邀请方可加入。

button-person = { $name }
button-own-agency = { $agency }
button-suspend = 暂停权限
button-restore = 恢复权限
button-remove = 移除
button-remove-sure = 是，移除

error-invite-not-valid = 此链接无效，可能已被使用、已撤销或已超过72小时。请向本方管理员索取新链接。
error-too-many-tries = 无效链接尝试次数过多。请于一小时后再向本方管理员索取新链接。
error-already-joined = 您已加入。请打开菜单：/menu。
error-unknown-person = 未找到本方此人员，或无须变更。请从人员名单中选择：/people。
error-own-status = 您不能暂停或移除本人，可由本方其他管理员办理。
error-agency = 请用文字输入单位名称，不超过{ $most }个字符。

notice-handover = { $name }已不能继续办理{ $count }件未结案件，请另行指派承办人。

people-language = 语言：{ $language }
people-deputy = { SAME($first, $last) ->
        [yes] { $first }
       *[no] { $first }至{ $last }
    }不在岗，代班人：{ $name }
people-no-deputy = 未登记不在岗和代班人
people-reachable = 可通过Telegram联系
people-seen = 最近使用：{ $day }
people-never-seen = 尚未使用本系统
people-role = { $name }现任{ $role }，即时生效。

people-appointed = 任命公函：{ $letter }，自{ $since }起
appoint-since = { $name }自何日起任职？
appoint-letter = 请输入任命公函的文号。
appoint-check = { $name }的任命：{ $agency }{ $role }（不发送姓名和文号）
button-appoint = 任命
notice-appointed = { $party }已任命{ $agency }的{ $role }，自{ $since }起任职。
notice-appointment-over = { $party }自{ $since }起任命的{ $agency }{ $role }已不再任职。

role-which = <b>请选择{ $name }的角色。</b>
    目前为{ $role }。
role-changed = 您在联络系统中的角色现为{ $role }。正在进行的操作已终止，可用的功能请见菜单。
notice-role = { $name }（{ $agency }）现任{ $role }。
button-role = 变更角色

nominations-title = <b>待确认的管理员</b>
nominations-none = 目前没有待确认的事项。
nomination-asked = { $code }：{ $invited ->
        [yes] { $who }提请邀请{ $name }的一名管理员。
       *[no] { $who }提请由{ $name }担任管理员。
    }须由本方另一名管理员确认，截止时间：{ $ends }。
nomination-confirmed = { $invited ->
        [yes] { $who }已确认邀请{ $name }的一名管理员，并负责转交链接。
       *[no] { $who }已确认由{ $name }担任管理员。
    }
nomination-declined = { $invited ->
        [yes] { $who }未同意邀请{ $name }的一名管理员。
       *[no] { $who }未同意由{ $name }担任管理员。
    }
nomination-expired = { $invited ->
        [yes] 邀请{ $name }的一名管理员一事未经确认，已失效。
       *[no] 由{ $name }担任管理员一事未经确认，已失效。
    }
nomination-first = 此事须先由本方另一名管理员确认，目前尚未作任何变更。
nomination-link-below = 已确认。链接将另行发送，请予转交。
button-nominations = 待确认事项
button-nominations-waiting = 待确认事项：{ $count }
button-nomination-confirm = 确认
button-nomination-decline = 不同意
button-nomination-back = 撤回

case-offered = 已移交{ $name }（{ $agency }），尚待接办
button-take = 接办案件
button-decline-offer = 不予接办
action-offered = 移交接办人
action-taken = 接办人接办
action-declined = 接办人不予接办
notice-offer = { $reference }：此案移交给您，请予接办。
notice-taken = { $reference }：已由接办人接办。
notice-offer-declined = { $reference }：拟接办人不予接办，请另行移交。
recorded-offer = { $reference }已移交{ $name }，在其接办之前由协调员跟进。
recorded-offer-declined = 您已表示不接办{ $reference }，将通知协调员。

error-last-admin = 此人是本方最后一名管理员，不能暂停、移除或变更其角色。
error-not-yet-alone = 近期有管理员被移除或变更角色：{ $ends }之前，本方不得由一人单独任命管理员。未作任何变更。
error-not-offered = 此案未移交给您。未作任何变更。
error-own-role = 您不能变更本人的角色，可由本方其他管理员办理。
error-role-of-suspended = { $name }的权限已暂停，请先予恢复。
error-unknown-nomination = 本方没有此编号的待确认事项。请查看：/confirm。
error-nomination-ended = 此事已被确认或谢绝，或已失效，未作任何变更。
error-own-nomination = 此事由您本人提出，须由本方另一名管理员确认。
