# The demonstration in the terminal.
demo-scene = ━━━ Scene { $number } of { $scenes }: { $title }
demo-act =
    { $scene ->
        [people-join] the people of both Parties join by invitation
        [request-is-logged] Sokha sends a request for an identity check
        [receipt] Li confirms receipt, and the 30 days begin
        [reminders-come] the days pass, and reminders come
        [request-is-overdue] the due date passes, and the coordinators of both Parties are notified
        [answer-comes] Li replies
        [correction] Li has taken the wrong number and corrects the reply
        [request-is-closed] Sokha sees the result and closes the request
        [refusal] a second request is refused, and a coordinator approves the refusal
        [urgent] at night an urgent request reaches Li, who is on duty
        [emergency] an emergency meeting is proposed in three presses and accepted with one
        [annual] the annual consultation is agreed
        [plan] the plan of the Minutes is agreed
        [scorecard] both coordinators read the joint scorecard
       *[left] two requests, a meeting and a plan are left for you
    }
demo-failed = This step failed: { $reason }
demo-told = All scenes have been played.
demo-go-on = The bot keeps running until you press Ctrl+C. Open { $url } in a browser to use the phones of these people and to move the clock.
demo-page = The same people can work in a browser, without Telegram: “Page” above a phone opens it.
demo-page-only = The people of { $party } have no Telegram and work on the page alone: “Page” next to a name opens it, signed in as that person. Open the next one in another browser.
demo-title = { $role } · PIN { $pin }
