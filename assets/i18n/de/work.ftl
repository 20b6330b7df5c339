### Arbeit
work-requests = Anfragen
work-jobs = Aufträge
work-events = Ereignisse
work-open-count = { $n } Anfragen nicht fertig
work-chip-open = Nicht fertig
work-chip-all = Alle
work-clear-filters =
    { $n ->
        [one] 1 Filter löschen
       *[other] { $n } Filter löschen
    }
work-column-request = Anfrage
work-column-job = Auftrag
work-column-type = Art
work-column-state = Zustand
work-column-pieces = Erledigt
work-column-priority = Vorrang
work-column-level = Ebene
work-column-bot = Bot
work-column-created = Angelegt
work-column-unchanged = Unverändert
work-column-goods = SKU
work-column-carrier = Träger
work-column-time = Zeit
work-column-severity = Schwere
work-column-component = Bauteil
work-column-what = Was geschah
work-column-code = Code
work-of = { $done } von { $all }
work-entity = { $total } gewünscht · { $done } erledigt · { $cancelled } abgebrochen
work-no-words = ohne Worte
work-detail-line = { $kind }, { $status }, unverändert seit { $age }
work-close = Anfrage schließen
work-lines = Zeilen
work-no-lines = Das Lager nennt keine Zeilen
work-warnings = Warnungen des Lagers
work-no-warnings = keine
work-request-no-jobs = Das Lager hat keinen Auftrag dazu
work-request-no-events = Kein Ereignis nennt sie
work-asking-jobs = Das Lager wird nach den Aufträgen gefragt
work-asking-events = Das Lager wird nach den Ereignissen gefragt
work-asking-first = Das Lager wird gefragt
work-asking-page = Das Lager wird nach Seite 1 gefragt, { $age }
work-asking-new = Das Lager wird gefragt; dies sind die Zeilen der Frage davor
work-no-rows = Keine Zeile passt
work-show-all = Alle zeigen
work-word-created = Angelegt
work-word-accepted = Angenommen
work-word-running = Läuft
work-word-succeeded = Erledigt
work-word-fulfillment = Auslagerung
work-word-replenishment = Nachschub
work-word-fetch = Abholung
work-word-fetching = Holen
work-word-charging = Laden
work-word-buffering = Puffern
