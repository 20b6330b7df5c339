### Lager: das Ganze und seine Bots
storage-for = { $status } seit { $age }
storage-for-at-least = { $status } seit mindestens { $age }
storage-no-status = Zustand nicht gemeldet
storage-no-bots-read = Bots noch nicht gelesen
storage-no-requests-read = Aufträge noch nicht gelesen
storage-bots-line = { $n } Bots gemeldet, { $working } arbeiten, { $charging } laden
storage-requests-line =
    { $n ->
        [one] 1 Auftrag offen
       *[other] { $n } Aufträge offen
    }
storage-fact-status = Lager: { $status }
storage-on-level = Ebene { $level }
storage-leave = So lassen
storage-not-paused-again = Das Lager ist schon angehalten.
storage-not-resumed-again = Das Lager läuft schon.
storage-shutting-down = Das Lager fährt herunter.
storage-no-bot = Zuerst einen Bot wählen.
storage-not-charging = Dieser Bot lädt nicht.
storage-none-marked = Zuerst die Bots vormerken.

storage-pause = Anhalten…
storage-pause-why = Alle Bots halten an, sobald sie fertig sind; kein Tray kommt oder geht, bis das Lager fortgesetzt wird.
storage-pause-ask = Das Lager anhalten?
storage-pause-act = Anhalten
storage-resume = Fortsetzen…
storage-resume-why = Die Bots fahren sofort wieder, auch neben Menschen. Es darf niemand darin sein.
storage-resume-ask = Das Lager fortsetzen?
storage-resume-act = Fortsetzen
storage-charge-all = Alle laden…
storage-charge-all-why = Jeder Bot fährt zum Laden; Aufträge warten, bis Bots zurückkommen. Kein Aufruf sagt, wann es getan ist.
storage-charge-all-ask = Alle Bots zum Laden schicken?
storage-charge-all-act = Alle laden
storage-onboard = Bot aufnehmen…
storage-onboard-why = Das Lager nimmt den Bot auf, der am Eingang bereitsteht.
storage-onboard-ask = Einen Bot aufnehmen?
storage-onboard-act = Aufnehmen
storage-charge = Laden…
storage-charge-why = Der Bot lässt seine Arbeit und fährt zum Laden.
storage-charge-ask = Bot { $about } zum Laden schicken?
storage-charge-act = Laden
storage-uncharge = Laden beenden…
storage-uncharge-why = Der Bot verlässt das Ladegerät und nimmt Arbeit an, wie voll er auch ist.
storage-uncharge-ask = Laden von Bot { $about } beenden?
storage-uncharge-act = Laden beenden
storage-offboard = Ausfahren…
storage-offboard-why = Der Bot fährt aus dem Lager und arbeitet erst wieder, wenn er aufgenommen wird.
storage-offboard-ask = Bot { $about } ausfahren?
storage-offboard-act = Ausfahren
storage-rfid = RFID-Tags schreiben…
storage-rfid-why = Der Bot fährt seine Ebene ab und schreibt die Tags; andere Arbeit nimmt er dabei nicht an.
storage-rfid-ask = RFID-Tags mit Bot { $about } schreiben?
storage-rfid-act = Tags schreiben
storage-restart = Brain neu starten…
storage-restart-why = Alle Bewegung steht, bis das Brain wieder da ist; was unterwegs ist, bleibt vielleicht stehen.
storage-restart-ask = Das Brain neu starten?
storage-restart-act = Neu starten
storage-report = Hilfebericht erstellen…
storage-report-why = Das Lager packt seine Protokolle in ein Archiv auf seiner Platte. Jeder Bericht erzeugt ein weiteres.
storage-report-ask = Einen Hilfebericht erstellen?
storage-report-act = Erstellen
storage-remove = Aus Datenbank nehmen…
storage-remove-why =
    Nimmt { $n ->
        [one] Bot { $about }
       *[other] die Bots { $about }
    } aus der Datenbank des Lagers. Der Hersteller sagt, das nicht zu benutzen: Ein Bot, der noch im Lager steht, ist dann für die Planung aller anderen unsichtbar.
storage-remove-ask =
    { $n ->
        [one] Bot { $about } aus der Datenbank nehmen?
       *[other] Bots { $about } aus der Datenbank nehmen?
    }
storage-remove-act =
    { $n ->
        [one] Bot { $about } herausnehmen
       *[other] Diese Bots herausnehmen
    }
storage-remove-type =
    { $n ->
        [one] Die Nummer des Bots eingeben: { $about }
       *[other] Die Nummern der Bots eingeben: { $about }
    }
storage-remove-missing = Möglich, sobald jede Nummer hier steht und keine andere.

storage-bots = Bots
storage-column-bot = Bot
storage-column-state = Zustand
storage-column-level = Ebene
storage-column-battery = Batterie
storage-column-carrier = Carrier
storage-column-marked = Entfernen
storage-marked = vorgemerkt
storage-unmark = { $n } nicht mehr vormerken
storage-table-foot =
    { $n ->
        [one] 1 Bot · Enter zeigt ihn, Leertaste merkt ihn vor
       *[other] { $n } Bots · Enter zeigt einen, Leertaste merkt einen vor
    }
storage-asking-bots = Das Lager wird nach den Bots gefragt
storage-no-bots = Das Lager meldet keinen Bot

storage-choose = Kein Bot gewählt
storage-choose-help = In der Tabelle einen wählen, um ihn zu laden, auszufahren oder Tags schreiben zu lassen.
storage-show-bot = Auf Ebenen zeigen
storage-mark = Zum Entfernen vorgemerkt
storage-force = Laden erzwingen
storage-force-help = An, wie beim Lager selbst. Was damit übergangen wird, ist hier nicht bekannt; vor dem Abwählen den Hersteller fragen.
storage-rfid-action = Art des Tag-Schreibens
storage-rfid-action-help = Wie der Hersteller sie nennt; leer überlässt sie dem Lager.
storage-rfid-scratch = Von vorn beginnen
storage-brain = Brain
storage-timeout = Zeitgrenze in Sekunden
storage-timeout-help = Leer: die des Lagers, 60 Sekunden.
storage-timeout-wrong = Eine ganze Zahl über 0 oder nichts.
storage-restart-asked = Neustart verlangt
storage-waiting = Warten auf das Brain, { $age }
storage-up-again = Das Brain ist nach { $age } wieder da
storage-wait-note = Was es sagt, wird laufend gelesen; nichts wird noch einmal gesendet.
storage-wait-silent = Beim Neustart antwortet es nicht: { $age }
storage-vendor = Für den Hersteller
storage-support = Meldung an den Hersteller…
storage-report-name = Archiv
storage-report-path = Pfad
storage-report-status = Status
storage-copy = { $what } kopieren
storage-removal = Aus der Datenbank nehmen
storage-removal-none = Kein Bot ist vorgemerkt.
storage-removal-marked =
    { $n ->
        [one] Vorgemerkt: Bot { $about }
       *[other] Vorgemerkt: Bots { $about }
    }
storage-removal-warning = Der Hersteller sagt, diesen Aufruf nicht zu benutzen. Er fährt keinen Bot aus dem Lager: Er lässt das Lager ihn vergessen. Besser den Bot ausfahren; dies nur, wenn die Hilfe des Herstellers es verlangt, und nur für die genannten Bots.
storage-given = Von hier gegeben
