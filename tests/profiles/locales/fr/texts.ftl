# Ce que le bureau dit dans le récit d’une demande et d’une réunion.
date-long = { $day } { $month } { $year }
list-last = { $left } et { $right }

help-words = Écrivez « { $first } », « { $second } » ou un numéro, par exemple AA26-7F3K9.
command-agreement = Montrer l’accord et son état
    .button = L’accord
stranger = Voici le bureau de liaison des autorités compétentes. Il n’est ouvert qu’aux personnes désignées.
notice-log = 📨 { $reference } : nouvelle demande.
recorded-step = { $action ->
        [receive] La réception est enregistrée.
       *[answer] La réponse est envoyée.
    }
request-received = Reçue le { $received }. Réponse attendue le <b>{ $due }</b> au plus tard : { $days ->
        [0] aujourd’hui est le dernier jour.
        [one] il reste un jour.
       *[other] il reste { $days } jours.
    }
button-receive-today = Reçue aujourd’hui
button-answer = Répondre
result-confirmed = nationalité et identité confirmées
todo-due = { $days ->
        [0] est attendue aujourd’hui
        [one] est attendue demain
       *[other] est attendue dans { $days } jours
    } ({ $day })
todo-request = { $reference } · { $letter } · { $kind }
todo-answer = ⏰ { $request } · la réponse { $due }
notice-answer-part-letter = ✅ { $reference } : { $other_party } a répondu en partie. Lettre { $letter }.
notice-close = ✓ { $reference } est close.
deadlines-explain-rule = Règle : selon l’article { $article } de l’accord, le résultat est attendu dans les { $days } jours suivant la réception de la demande. Seuls comptent les jours ouvrables de la Partie requise.
deadlines-holidays = Jours fériés en { $party } pendant ce temps : { $holidays }.
refuse-grounds = <b>Quels motifs de l’article { $article } ?</b>

meeting-kind-emergency = réunion d’urgence
notice-meeting-emergency = une { $kind } { $code } est proposée à votre Partie.
button-accept-option = ✓ Accepter l’option { $number }
meeting-state = <b>Convenue par les deux Parties.</b>
meeting-slot = <b>Quand : { WEEKDAY($start) } { CAPITALS($start) }</b>
meeting-costs = Frais (article { $article }) : { $guest } paie son voyage international ; { $host } paie le séjour, sauf si les deux Parties en conviennent autrement.
weekday =
    { $day ->
        [monday] lundi
        [tuesday] mardi
        [wednesday] mercredi
        [thursday] jeudi
        [friday] vendredi
        [saturday] samedi
       *[sunday] dimanche
    }
