# 人员：加入、角色与权限
role-focal-person = 联络人
role-coordinator = 协调员
role-auditor = 审计员
role-admin = 管理员

stranger = 这里是双方主管机关的联络系统，仅限指定人员使用。请向所在主管机关的管理员索取邀请链接。
profile-name = 联络系统
profile-description = 本系统用于双方主管机关之间的请求往来，计算期限并及时提醒。仅限指定人员使用：请打开管理员提供的邀请链接。勿在此输入受害人的姓名、证件或照片。
profile-short-description = 双方主管机关请求往来系统，仅限指定人员使用。
notice-joined = 👤 { $name }（{ $agency }）已加入，角色：{ $role }。

people-title = <b>{ $party }人员</b>
people-line = { $number }. { $name }（{ $agency }），{ $role }{ $standing ->
        [suspended] ，已暂停权限
       *[active] {""}
    }
people-note = ·{ $note }
people-unreachable = 自{ $day }起无法通过Telegram联系。
people-other = { $party }{ $count ->
        [0] 目前无联络人或协调员使用本系统。
       *[other] 现有{ $count }名联络人和协调员使用本系统。
    }
recorded-status =
    { $status ->
        [suspended] 已暂停{ $name }的权限，即时生效。
        [active] 已恢复{ $name }的权限。
       *[removed] 已移除{ $name }，即时生效。
    }

status-suspended = ⛔ 您使用联络系统的权限已暂停。请联系管理员。
status-lost = ⛔ 您已暂停本人权限。{ $left ->
        [yes] 已通知管理员。
       *[no] 现无在任管理员，请联系运维人员。
    }
status-removed = ⛔ 您使用联络系统的权限已终止。感谢您的工作。
status-active = ✓ 您使用联络系统的权限已恢复。{ $words ->
        [yes] 此前设定的挂失口令已失效，请通过 /lostword 重新设定。
       *[no] { "" }
    }

invite-role = 请选择受邀人员的角色。
invite-agency = 请输入该人员所属单位的名称，不超过60个字符。
invite-recipient = 受邀人员
invite-made = 请将以下链接转交受邀担任{ $role }（{ $agency }）的人员。链接限用一次，72小时内有效，打开后由您确认是否本人。勿向他人透露。
    https://t.me/{ $bot }?start={ $token }
invite-page = 不使用Telegram的，可用浏览器加入：
    { $link }
invite-waits = 邀请链接已打开，待管理员确认。确认后，您将在此收到消息；邀请过期的，也将在此告知。
notice-invitation = 👤 { $name }打开了邀请链接（{ $agency }，{ $role }）。是否为您邀请的人员？请于{ $ends }前确认。
notice-invitation-again = ⚠️ { $name }打开的邀请链接（{ $agency }，{ $role }）已被打开过或已撤销，已予拒绝。有效的邀请见：/invites
notice-invitation-ended = ⏱ 邀请（{ $agency }，{ $role }）已过期：{ $opened ->
        [yes] { $name }打开了链接，但未获确认
       *[no] 链接无人打开
    }。如仍需邀请，请重新发出。
invitations-title = <b>有效邀请</b>
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
error-unknown-invite = 此邀请已失效。有效邀请见：/invites
sure =
    { $action ->
        [remove] 是否永久移除{ $name }？移除后须重新邀请方可加入。
        [suspend]
            是否暂停{ $name }的权限？{ $admin ->
                [yes] 须先由另一名管理员或协调员确认。
               *[no] 暂停即时生效。
            }
        [restore] <b>是否恢复{ $name }的权限？</b>
       *[role] 是否将{ $name }的角色改为{ $role }？
    }

button-suspend = 暂停权限
button-restore = 恢复权限
button-remove = 移除
button-sure =
    { $action ->
        [remove] 是，移除
        [suspend] 是，暂停
        [restore] 是，恢复
       *[role] 是，更改
    }

error-invite-not-valid = 此链接无效，可能已被使用、已撤销或已超过72小时。请向管理员索取新链接。
error-not-a-name = 请在Telegram设置中改用含文字、不含长串数字的名称，再重新打开链接。
error-too-many-tries = 无效链接或口令尝试次数过多。请于一小时后再试，或联系管理员。
error-already-joined = 您已加入。请输入“菜单”。
error-unknown-person = { $own_party }人员名单中没有此人，或此人无须更改。请按按钮选择，或打开“人员”查看名单。
error-own-status = 您不能更改本人的角色或权限。可由{ $own_party }其他管理员办理。
error-agency = 这不是单位名称。请用文字输入，不超过{ $most }个字符。

handover-by = { $name }已不能继续办理{ $count }件未办结的请求。请联系{ $names }另行指派承办人。
notice-handover = 👤 { $name }已不能继续办理{ $count }件未办结的请求，须另行指派承办人。

people-deputy = { SAME($first, $last) ->
        [yes] { $first }
       *[no] { $first }至{ $last }
    }不在岗，代班人：{ $name }
people-no-deputy = 在岗
people-reachable = 可通过Telegram联系
people-seen = 最近使用：{ $day }
people-never-seen = 尚未使用本系统
people-role = { $name }现任{ $role }，即时生效。

people-appointed = 任命公函：{ $letter }；任职日期：{ $since }
appoint-since = <b>{ $name }自哪一日起任职？</b>
appoint-letter = <b>任命公函的文号是什么？</b>
appoint-check = { $name }的任命：{ $agency }{ $role }（不发送姓名）
agency-check = { $name }的单位
button-appoint = 任命
button-agency = 更改单位
notice-appointed = 👤 { $replaces ->
    [yes] { $party }已更改{ $agency }{ $role }的任命。任职日期：{ $since }；公函：{ $letter }。
   *[no] { $party }已任命{ $agency }的{ $role }，自{ $since }起任职（公函：{ $letter }）。
    }
notice-appointment-over = 👤 { $party }自{ $since }起任命的{ $agency }{ $role }已卸任。
notice-approver-gone = ⚠️ { $party }{ $role ->
    [admin] 一名管理员
   *[coordinator] 最后一名协调员
    }已失去在联络系统中的角色或权限。
notice-no-staff = ⚠️ { $party }目前在联络系统中无联络人和协调员。其管理员邀请新成员前，只能以公函答复。

role-which = <b>请选择{ $name }的角色。</b>
    目前为{ $role }。
role-changed = 👤 您在联络系统中的角色现为{ $role }。正在进行的操作已终止，可办理的事项见菜单。
notice-role = 👤 { $name }（{ $agency }）现任{ $role }。
notice-agency = 👤 { $name }的单位由{ $before }改为{ $agency }。
button-role = 更改角色

nominations-title = <b>待确认的事项</b>
nomination-asked = 🔑 { $code }：{ $invited ->
        [yes] { $who }提请邀请{ $name }的一名管理员。
        [suspended] { $who }提请暂停{ $name }的权限。
        [removed] { $who }提请移除{ $name }。
        [role] { $who }提请将{ $name }的角色改为{ $role }。
       *[no] { $who }提请由{ $name }担任管理员。
    }须于{ $ends }前由{ $own_party }{ $by ->
        [coordinator] 协调员
       *[admin] 另一名管理员
    }确认。
nomination-confirmed = ✓ { $invited ->
        [yes] { $who }已确认邀请{ $name }的一名管理员，并负责转交链接。
        [suspended] { $who }已确认暂停{ $name }的权限。
        [removed] { $who }已确认移除{ $name }。
        [role] { $who }已确认将{ $name }的角色改为{ $role }。
       *[no] { $who }已确认由{ $name }担任管理员。
    }
nomination-declined = ✗ { $invited ->
        [yes] { $who }不同意邀请{ $name }的一名管理员。
        [suspended] { $who }不同意暂停{ $name }的权限。
        [removed] { $who }不同意移除{ $name }。
        [role] { $who }不同意将{ $name }的角色改为{ $role }。
       *[no] { $who }不同意由{ $name }担任管理员。
    }
nomination-expired = ⏱ { $invited ->
        [yes] 邀请{ $name }的一名管理员一事未经确认，已失效。
        [suspended] 暂停{ $name }权限一事未经确认，已失效。
        [removed] 移除{ $name }一事未经确认，已失效。
        [role] 将{ $name }的角色改为{ $role }一事未经确认，已失效。
       *[no] 由{ $name }担任管理员一事未经确认，已失效。
    }
nomination-first = 须先由{ $own_party }{ $by ->
        [coordinator] 协调员
       *[admin] 另一名管理员
    }确认。目前未作更改。
nomination-link-below = 已确认。链接将另行发送，请予转交。
button-nominations = 待确认事项
button-nominations-waiting = 待确认事项：{ $count }项
button-nomination-confirm = 确认提议
button-nomination-back = 撤回提议

request-offered = 已转交{ $name }（{ $agency }），尚待接办
button-take = 接办请求
button-decline-offer = 不同意接办
action-offered = 转交接办人
action-taken = 接办人接办
action-declined = 接办人不同意接办
notice-offer = 👤 { $reference }：此件请求转交给您。
notice-taken = 👤 { $reference }：接办人已接办。
notice-offer-declined = ✗ { $reference }：拟接办人不同意接办，须另行转交。
recorded-offer = 请求已转交{ $name }，接办之前由协调员跟进。
recorded-offer-declined = 您不同意接办，将通知协调员。

error-last-admin = 此人是{ $own_party }唯一的管理员，不能暂停、移除或更改角色。
error-not-yet-alone = 近期有管理员被移除或更改角色：{ $ends }之前，{ $own_party }不得由一人单独任命管理员。未作更改。
error-not-offered = 此件请求未转交给您。未作更改。
error-role-of-suspended = { $name }的权限已暂停。请先恢复其权限。
error-nomination-ended = 此事已确认、已不同意或已失效。未作更改。
error-own-nomination = 此事涉及您本人或由您提出，须由{ $own_party }另一名管理员答复。

notice-operator-invites = 👤 { $joined ->
        [yes] 有人员凭系统运维人员的邀请加入
       *[no] 系统运维人员发出了一份邀请
    }：{ $party }，{ $agency }，{ $role }。受邀人员须经{ $party }确认，方可参与双方同意事项。
notice-unconfirmed = ⚠️ { $name }（{ $agency }）凭运维人员的邀请加入，角色：{ $role }。是否为{ $own_party }人员？确认之前，{ $name }不得参与双方同意事项。
notice-newcomer = 🔑 { $name }（{ $agency }）加入或更改角色未满24小时，拟办理：{ $does }。是否同意{ $name }办理对双方有约束力的事项和更改协调员、管理员的事项？
people-unconfirmed = 凭运维人员的邀请加入，待确认
button-confirm = 确认此人
recorded-confirm = { $name }现可参与双方同意事项。
membership-confirmed = ✓ 您现可参与双方同意事项。
error-not-confirmed = 您凭运维人员的邀请加入，须先经{ $own_party }管理员或协调员确认。{ $left ->
        [yes] 已通知上述人员。
       *[no] 上述人员目前均无权限，须由管理员先恢复其中一人的权限。
    }
error-joined-recently = 您加入或更改角色未满24小时。{ $ends }之前，办理此事须经任职较久的协调员同意。
error-not-longer = 须由任职满24小时的协调员同意。
error-no-second = 须由非您邀请的另一名管理员或任职满24小时的协调员确认，{ $own_party }目前尚无此类人员。未作更改。

notice-status-lost = ⚠️ { $name }（{ $agency }）已暂停本人权限：手机可能遗失或被盗。{ $left ->
        [yes] 须与{ $name }本人核实后再恢复。
       *[no] 现无在任管理员，请联系运维人员。
    }
lost-how = <b>手机遗失或被盗，是否立即暂停本人权限？</b>暂停后他人无法使用，仅管理员可予恢复。使用其他手机时，请输入 /lost 和挂失口令（/lostword）。同事手机遗失的，由管理员在“{ command-people.button }”中暂停其权限。
lost-received = 如所输口令正确，该账号权限现已暂停，并已通知该方管理员。口令不能确定或未设定的，请联系该方管理员或运维人员办理暂停。
lostword-ask =
    <b>请设定挂失口令。</b>
    手机被盗时，可用任何手机向本系统发送 /lost 和此口令，暂停您的权限。勿使用他人能猜到的内容。所发消息立即从本对话中删除。
lostword-again = <b>请再次输入相同的口令。</b>两次一致方可生效。
notice-lostword = ⚠️ { $name }（{ $agency }）已更换挂失口令。请当面或电话向{ $name }核实是否本人所为。
recorded-lostword = 挂失口令已设定。请牢记，勿存于手机。
error-lost-words-guessable = 此口令容易被人猜到，请另行设定。
error-lost-words-differ = 两次输入的口令不一致，未作设定。
error-lost-words-length = 口令须为{ $least }至{ $most }个字符。
