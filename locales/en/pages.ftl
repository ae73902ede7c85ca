# The page: passkeys, links and sign-ins.
page-title = <b>The page</b> – the same work in a browser, without Telegram
    { $url }
page-no-passkeys = You have no passkey yet. Add one in the browser that you will use.
page-passkey = Passkey { $number }: added { $made }, last used { $used }
page-passkey-unused = Passkey { $number }: added { $made }, not used to sign in yet
page-session = Browser { $number }: signed in { $opened }, last active { $used }

button-page-new = Add a passkey
button-passkey-remove = Remove passkey { $number }
button-session-end = Sign out browser { $number }
button-sessions-end = Sign out everywhere

page-calendar = Your calendar address: made { $made }
button-calendar-new = Calendar address
button-calendar-again = New calendar address
button-calendar-end = End calendar address
page-calendar-made = <b>Your calendar address</b>
    Add it to your calendar as a calendar from the internet (webcal). It shows meetings, and due dates by reference alone. It is shown only now. Give it to no one: who has it reads your dates. An earlier one no longer works.
    { $address }
calendar-proposed = Proposed: { $title }
calendar-due = Reply due: { $reference }

page-link-own = <b>Your link for a new passkey</b>
    Open it in the browser that you will use. It works once, for { $minutes } minutes. Show it to no one: who opens it signs in as you.
    { $link }
page-give = <b>Give { $name } a link to the page?</b> Ask { $name } in person or by phone first. Who opens the link signs in as { $name }.
button-page-give = Yes, make the link
page-link-given = Give this link to { $name } only. It works once, for { $hours } hours. { $name } gets a message now, and your administrators when it is used.
    { $link }
page-link-made = 🔑 { $by ->
        [operator] The operator of the service
       *[admin] { $who }
    } has made a link to the page for you. If you did not ask for it, speak to your administrators at once.
calendar-made = 🔑 A calendar address of yours was made on the page. If it was not you, suspend your account at once: /lost
passkey-made = 🔑 A passkey was added to your account with { $by ->
        [own] your own link
        [operator] a link from the operator of the service
       *[admin] a link from { $who }
    }. If it was not you, suspend your account at once: /lost
notice-passkey = 🔑 { $name } ({ $agency }) has added a passkey with a link from { $by ->
        [operator] the operator of the service
       *[admin] { $who }
    }. Ask { $name } in person or by phone: did { $name } do it?

recorded-passkey-removed = The passkey is removed, and you are signed out everywhere.
recorded-calendar-ended = Your calendar address no longer works.
recorded-session-ended = { $which ->
        [all] You are signed out everywhere.
       *[one] This browser is signed out.
    }

error-no-page = This service has no page. Use it in Telegram.
error-page-of-approver = Only the operator of the service can give a coordinator or an administrator a link. In Telegram, they write /page themselves.
error-too-many-passkeys = There are already { $most } passkeys. Remove one first: /page
error-passkey-removed = This passkey is removed already. /page shows the present ones.
error-session-ended = This browser is signed out already. /page shows the present ones.

sign-in-title = Sign in
sign-in-how = You need the passkey that you have added: your device asks for your fingerprint, your face or its own code.
sign-in-no-passkey = Without a passkey, write /page in Telegram, or ask your administrator for a link.
button-sign-in = Sign in with a passkey
button-page-open = Open
telegram-how = The button “{ button-page-open }” of the chat signs you in. In another browser, sign in with your passkey.
enrol-title = Add a passkey
enrol-how = Your device asks for your fingerprint, your face or its own code. After that you are signed in. Use only a device that no one else can open.
enrol-known = This device has a passkey of yours already. Sign in with it.
button-enrol = Add the passkey
button-passkey-confirm = Use your passkey
page-no-script = JavaScript is off in this browser, and a passkey needs it. Switch it on, then load the page again.
page-no-webauthn = This browser knows no passkeys. Use a present version of Chrome, Edge, Firefox or Safari.
error-page-link = This link does not work: it was used, or it is too old. Write /page in Telegram for a new one, or ask your administrator.
error-sign-in = You are not signed in. Try again, or ask your administrator for a link.
error-passkey-failed = The passkey was not added. Try again, or ask for a new link.
error-passkey-confirm = Your passkey was not accepted. Try again, or write your PIN.
error-too-many-sign-ins = Too many wrong sign-ins or links. Wait 15 minutes, or speak to your administrator.

join-title = Join the liaison service
join-what = This service is for appointed officials of both Parties. Never write here the name, the birth date or the documents of a victim. Your administrator sees your name and confirms that it is you.
join-name = Your name, without a title such as Mr or Ms
button-join = Join
join-waits = Your name was sent, and cannot be changed here any more. When your administrator has confirmed it, they give you a second link by which you sign in. You can close this page.
error-join-name = Write your name in letters, without long numbers.
