### Arbeit
work-requests = Aufträge
work-jobs = Jobs
work-events = Ereignisse
work-open-count = { $n } Aufträge offen
work-chip-open = Offen
work-chip-all = Alle
work-clear-filters =
    { $n ->
        [one] 1 Filter löschen
       *[other] { $n } Filter löschen
    }
work-column-request = Auftrag
work-column-job = Job
work-column-type = Art
work-column-state = Zustand
work-column-pieces = Erledigt
work-column-priority = Vorrang
work-column-level = Ebene
work-column-bot = Bot
work-column-created = Angelegt
work-column-unchanged = Unverändert
work-column-goods = SKU
work-column-carrier = Carrier
work-column-time = Zeit
work-column-severity = Schwere
work-column-component = Bauteil
work-column-what = Was geschah
work-column-code = Code
work-of = { $done } von { $all }
work-entity = { $total } soll · { $done } fertig · { $cancelled } storniert
work-no-words = ohne Text
work-detail-line = { $kind }, { $status }, unverändert seit { $age }
work-close = Auftrag schließen
work-lines = Zeilen
work-no-lines = Das Lager nennt keine Zeilen
work-warnings = Warnungen des Lagers
work-no-warnings = keine
work-request-no-jobs = Das Lager hat keinen Job dazu
work-request-no-events = Kein Ereignis nennt ihn
work-asking-jobs = Das Lager wird nach den Jobs gefragt
work-asking-events = Das Lager wird nach den Ereignissen gefragt
work-asking-first = Das Lager wird gefragt
work-asking-page = Das Lager wird nach Seite 1 gefragt, { $age }
work-asking-new = Das Lager wird gefragt; noch stehen hier die alten Zeilen
work-no-rows = Keine Zeile passt
work-show-all = Alle zeigen
