### Arbeit
work-requests = Aufträge
work-jobs = Jobs
work-events = Ereignisse
work-open-count = { $n } Aufträge offen
work-chip-open = Offen
work-chip-all = Alle
work-states-chosen =
    { $n ->
        [one] 1 Zustand, oben
       *[other] { $n } Zustände, oben
    }
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
work-column-what = Was geschah
work-column-code = Code
work-of = { $done } von { $all }
work-entity = { $total } soll · { $completed } fertig · { $succeeded } geglückt · { $cancelled } storniert
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
work-asking-job = Job { $n }: wird gefragt
work-asking-events = Das Lager wird nach den Ereignissen gefragt
work-asking-first = Das Lager wird gefragt
work-asking-page = Das Lager wird nach Seite 1 gefragt, { $age }
work-asking-new = Das Lager wird gefragt; noch stehen hier die alten Zeilen
work-no-rows = Keine Zeile passt
work-show-all = Alle zeigen
work-templates = Vorlagen
work-column-balcony = Balkon
work-overdue-state = { $state }, überfällig
work-storage = Lager: { $word }
work-new = Neuer Auftrag
work-no-role = Ihre Rolle darf das nicht
work-form-title = Neu: { $kind }
work-form-close = Formular schließen; das Getippte bleibt
work-form-close-word = Schließen
work-form-kind = Art
work-form-priority = Vorrang
work-form-priority-hint = ohne
work-form-sku = SKU
work-form-pieces = Stück
work-form-carrier = Carrier
work-form-sku-of = SKU in Zeile { $n }
work-form-carrier-of = Carrier in Zeile { $n }
work-form-pieces-of = Stück in Zeile { $n }
work-form-sku-hint = Nummer oder Name
work-form-carrier-hint = Nummer
work-form-remove = Zeile { $n } entfernen
work-form-add-line = Zeile dazu
work-form-full = Der Auftrag ist voll
work-form-paste = Liste einfügen
work-form-put-together = Mit Zeile { $n } zusammenlegen
work-form-bot = Bot
work-form-bot-help = Leer: das Lager wählt
work-form-level = Ebene
work-form-level-help = Leer: das Lager wählt
work-form-balcony = Balkon
work-form-balcony-help = Leer: das Lager wählt
work-form-force = Erzwingen
work-form-action = Art der Aktion
work-form-action-help = Der Hersteller nennt keine Wörter; leer: das Lager wählt
work-form-from-scratch = Von vorn beginnen
work-form-left-out = Das Lager wählt
work-form-yes = Ja
work-form-no = Nein
work-form-send = Auftrag senden
work-form-ask = Auftrag senden …
work-lookup-type = Zwei Zeichen tippen, dann wird gesucht
work-lookup-asking = Das Lager wird gefragt
work-lookup-by-id = nach Nummer gesucht
work-lookup-by-name = nach Namen gesucht
work-lookup-no-sku = Keine SKU passt, weder Nummer noch Name
work-lookup-unknown = Das Lager hat keine SKU mit dieser Nummer
work-lookup-no-carrier = Kein Carrier passt
work-lookup-found = { $n } gefunden, { $by }
work-lookup-there = { $n } da
work-lookup-level = Ebene { $level }
work-paste-label = Liste aus SKU und Stück
work-paste-label-carriers = Liste der Carrier
work-paste-empty = Zuerst Zeilen aus SKU,Stück einfügen
work-paste-take = Zeilen übernehmen
work-paste-clear = Feld leeren
work-paste-taken =
    { $n ->
        [one] 1 Zeile übernommen.
       *[other] { $n } Zeilen übernommen.
    }
work-paste-header = Die erste Zeile ist eine Überschrift.
work-paste-cut = Die Liste war zu lang; das Ungelesene bleibt im Feld.
work-paste-no-id = dort steht keine SKU und kein Carrier
work-paste-pieces = Stück: { $why }
work-paste-no-pieces = die Stückzahl fehlt
work-paste-fields = { $n } Felder sind zu viele
work-paste-no-room = der Auftrag fasst { $n } Zeilen
work-paste-line = Zeile { $n }: { $why }
work-paste-more = und { $n } weitere gehen nicht
work-paste-twice = { $id } steht in den Zeilen { $lines }
work-fault-missing = fehlt
work-fault-not-whole = keine ganze Zahl
work-fault-too-small = kleiner als eins
work-fault-too-large = zu groß
work-fault-twice = steht auch in Zeile { $n }
work-fault-too-many = mehr als { $n } Zeilen
work-no-send-under = Er wird gerade gesendet
work-no-send-unknown = Zuerst klären, ob der letzte angelegt wurde: siehe Protokoll
work-no-send-lines = Mindestens eine Zeile nennen
work-no-send-pasted = Im Einfügefeld stehen Zeilen: übernehmen oder leeren
work-no-send-mistake =
    { $more ->
        [0] { $field }: { $why }
       *[other] { $field }: { $why }, und { $more } weitere
    }
work-no-send-marked =
    { $n ->
        [one] Zuerst die markierte Zeile ändern
       *[other] Zuerst die { $n } markierten Zeilen ändern
    }
work-sent = Aufgeschrieben und unterwegs
work-not-written = Er wurde nicht aufgeschrieben; nichts ging hinaus.
work-taken = Das Lager hat den Auftrag.
work-show-request = Auftrag zeigen
work-unknown = Niemand weiß, ob er angelegt wurde.
work-unknown-why = Die Antwort ging verloren. Das Protokoll liest von selbst nach; gesendet wird nicht zweimal.
work-unseen = Er steht noch nicht im Protokoll.
work-unseen-why = Er kann noch unterwegs sein. Im Protokoll nachsehen; nur neu senden, wenn er nicht kommt.
work-unseen-again = Er ist nicht da, neu senden lassen
work-show-ledger = Im Protokoll zeigen
work-refused = Vom Lager abgelehnt. Nichts begann.
work-refused-lines = { $n } von { $all } Zeilen gehen nicht. Unten ändern und neu senden; das Protokoll behält beide Versuche.
work-refused-look = Auftrag { $id } ansehen
work-refused-look-word = Abgelehnten Auftrag ansehen
work-refused-not-enough = Zu wenig im Lager: { $there } da, { $asked } verlangt
work-refused-0x5082 = Zu wenig im Lager
work-refused-0x5083 = Das Lager kennt diesen Carrier nicht
work-refused-no-words = Das Lager nennt keinen Grund
work-remedy-take = { $n } nehmen
work-remedy-look-up = Nachschlagen
work-remedy-remove = Zeile entfernen
work-remedy-keep = So senden
work-remedy-name = Zeile { $n }: { $what }
work-template-use = Mit einer Vorlage beginnen
work-template-none = keine
work-template-keep = Als Vorlage behalten
work-template-name = Name der Vorlage
work-template-name-help = Derselbe Name ersetzt sie
work-template-save = Behalten
work-template-cancel = Nicht behalten
work-template-no-name = Einen Namen geben
work-template-long = Höchstens 40 Zeichen
work-template-full = 30 sind da; zuerst eine löschen
work-template-use-word = Nehmen
work-template-use-name = Vorlage { $name } nehmen
work-template-delete = Vorlage { $name } löschen
work-template-lines =
    { $n ->
        [one] 1 Zeile: { $named }
       *[other] { $n } Zeilen: { $named }
    }
work-templates-count = { $n } von { $most } auf diesem PC
work-templates-none = Keine Vorlage da
work-templates-none-why = Einen Auftrag tippen und darunter „Als Vorlage behalten“ wählen.
work-charge-all = Alle Bots laden …
work-safe = Lassen, wie es ist
work-whom-bot = Bot { $bot }
work-whom-level = Bots der Ebene { $level }
work-whom-storage = Bots, die das Lager wählt
work-means-fulfillment =
    { $n ->
        [one] Das Lager bringt die Stücke von 1 Zeile an einen Balkon
       *[other] Das Lager bringt die Stücke von { $n } Zeilen an einen Balkon
    }
work-means-replenishment =
    { $n ->
        [one] Das Lager bringt eine Box zum Füllen für 1 Zeile
       *[other] Das Lager bringt Boxen zum Füllen für { $n } Zeilen
    }
work-means-fetch =
    { $n ->
        [one] Das Lager bringt 1 Carrier an einen Balkon
       *[other] Das Lager bringt { $n } Carrier an einen Balkon
    }
work-means-onboarding = Das Lager nimmt einen neuen Bot auf. Er fährt, ohne dass ihn jemand steuert.
work-means-offboarding = Das Lager gibt ab: { $whom }. Er bekommt keine Arbeit mehr und fährt hinaus.
work-means-rfid-write = RFID-Tags werden überschrieben, durch { $whom }. Was darauf stand, ist weg.
work-means-pause = Das ganze Lager hält an: Bots stehen, Trays unterwegs warten, und nichts kommt an eine Station, bis es weitergeht.
work-means-resume = Das Lager geht weiter: Bots fahren sofort wieder, auf jeder Ebene.
work-means-charging = Zum Laden: { $whom }. Die Arbeit wartet so lange.
work-means-uncharging = Weg vom Laden: { $whom }. Sie fahren wieder.
work-means-carrier-onboarding = Das Lager nimmt einen Carrier vom Balkon auf. Hände weg davon.
work-means-charge-all = Jeder Bot fährt zum Laden; Aufträge warten, bis Bots zurück sind.
work-means-trigger = Das Lager macht mit diesem Job sofort weiter: der Carrier am Balkon fährt. Hände weg davon.
work-question-onboarding = Einen Bot aufnehmen?
work-question-offboarding = Einen Bot abgeben?
work-question-rfid-write = RFID-Tags schreiben?
work-question-pause = Das ganze Lager anhalten?
work-question-resume = Das Lager weiterlaufen lassen?
work-question-charging = Zum Laden schicken?
work-question-uncharging = Das Laden beenden?
work-question-carrier-onboarding = Einen Carrier aufnehmen?
work-question-charge-all = Alle Bots zum Laden schicken?
work-question-trigger = Job { $job } auslösen?
work-act-onboarding = Bot aufnehmen
work-act-offboarding = Abgeben
work-act-rfid-write = Tags schreiben
work-act-pause = Lager anhalten
work-act-resume = Lager fortsetzen
work-act-charging = Zum Laden
work-act-uncharging = Laden beenden
work-act-carrier-onboarding = Carrier aufnehmen
work-act-charge-all = Alle Bots laden
work-act-trigger = Job auslösen
work-fact-storage = Lager: { $word }
work-fact-working =
    { $n ->
        [one] 1 Bot hält einen Carrier
       *[other] { $n } Bots halten einen Carrier
    }
work-fact-trays =
    { $n ->
        [one] 1 Tray steht an einer Station
       *[other] { $n } Trays stehen an Stationen
    }
work-fact-waits = Wartet am Balkon { $balcony } seit { $age }
work-fact-carrier = Carrier { $carrier }
work-detail-priority = , Vorrang { $n }
work-overdue = Überfällig: offen und mehr als { $limit } unverändert
work-why = Warum bewegt er sich nicht?
work-why-moving = Nichts Bekanntes hält ihn auf; zuletzt geändert vor { $age }.
work-why-nothing-known = Nichts Bekanntes hält ihn auf.
work-why-help = Was hilft
work-why-stale = Seit { $age } nichts vom Lager gehört
work-why-stale-detail = Was darunter steht, kann sich geändert haben.
work-why-storage = Das Lager sagt: { $word }
work-why-trigger = Job { $job } wartet auf Auslösen
work-why-trigger-detail = am Balkon { $balcony }, seit { $age }
work-why-bot-gone = Bot { $bot } fehlt im letzten Bericht
work-why-bot-gone-detail = zuletzt gemeldet vor { $age }
work-why-charging = Bot { $bot } lädt
work-why-stuck = Bot { $bot } ist seit { $age } unverändert
work-why-stuck-detail = Er hält Carrier { $carrier }; kein anderer Bot kann ihn nehmen.
work-why-failed =
    { $n ->
        [one] 1 Job ist gescheitert oder storniert
       *[other] { $n } Jobs sind gescheitert oder storniert
    }
work-why-no-job = Das Lager hat noch keinen Job daraus gemacht
work-why-no-bot =
    { $n ->
        [one] 1 offener Job, und noch kein Bot hat ihn
       *[other] { $n } offene Jobs, und noch kein Bot hat einen davon
    }
work-why-unheard = Seit { $age } hat sich nichts daran geändert
work-help-connection = Nachsehen, warum das Lager nicht antwortet.
work-help-connection-do = Verbindung zeigen
work-help-resume = Das Lager fortsetzen.
work-help-resume-do = Lager fortsetzen …
work-help-wait-storage = Das Lager kommt von selbst zurück; warten.
work-help-storage = Jemand muss nach dem Lager selbst sehen.
work-help-trigger = Job { $job } auslösen, sobald die Hände weg sind.
work-help-bot = Nach Bot { $bot } sehen.
work-help-wait-bot = Bot { $bot } macht weiter, wenn er geladen ist.
work-help-bot-do = Bot { $bot } zeigen
work-help-events = Die Ereignisse daneben lesen.
work-help-wait = Nichts Bekanntes hilft hier außer Warten.
work-trigger = Job auslösen …
work-trigger-named = { $job } auslösen …
work-no-trigger = Kein Job wartet auf Auslösen
work-no-trigger-job = { $job } wartet nicht auf Auslösen
work-job-said = unverändert seit { $since }
work-filters = Mehr Filter
work-filters-close = Filter schließen
work-filters-clear = Diese löschen
work-filter-kinds = Arten
work-filter-created-from = Angelegt ab
work-filter-created-to = Angelegt bis
work-filter-changed-from = Geändert ab
work-filter-changed-to = Geändert bis
work-filter-time-hint = 2h, 14:30 oder 2026-11-20 14:30
work-filter-no-time = Keine Zeit; etwa 2h, 14:30 oder 2026-11-20
work-filter-counter = Zähler des Lagers
work-filter-placing = Abstellplatz
work-storage-panel = Bots und System
