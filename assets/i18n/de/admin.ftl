### Verwaltung
admin-users-and-keys = Benutzer und Schlüssel
admin-users = Benutzer
admin-keys = API-Schlüssel des Lagers
admin-keys-short = API-Schlüssel
admin-rights = Rechte
admin-column-name = Name
admin-column-email = E-Mail
admin-column-role = Rolle im Lager
admin-column-password = Passwort endet
admin-column-code = Code per Mail
admin-column-id = Nummer
admin-column-key = Schlüssel
admin-column-last-used = Zuletzt benutzt
admin-column-expires = Läuft ab
admin-hint-contains = enthält, =
admin-hint-word = ist, ist
admin-hint-moment = bis, >=, ..
admin-filter-wrong = Kein Filter: { $columns }. Tage schreibt man 2026-01-31.
admin-search = suchen
admin-search-users = Benutzer suchen
admin-search-keys = API-Schlüssel suchen
admin-clear-filters =
    { $n ->
        [one] 1 Filter löschen
       *[other] { $n } Filter löschen
    }
admin-asking = Das Lager wird gefragt
admin-asking-new = wird mit den neuen Filtern gefragt
admin-no-rows = Nichts passt zu den Filtern.
admin-show-all = Alle zeigen
admin-ended = geendet { $day }
admin-ends-soon =
    { $n ->
        [0] { $day }, heute
        [one] { $day }, in 1 Tag
       *[other] { $day }, in { $n } Tagen
    }
admin-code-until = bis { $time }
admin-code-over = abgelaufen
admin-used-ago = vor { $age }
admin-never-used = nie
admin-not-told = nicht genannt
admin-not-for-role = Benutzer und Schlüssel sind nicht für diese Rolle
admin-new-user-open = Neuer Benutzer…
admin-new-key-open = Neuer Schlüssel…
admin-delete-key = Löschen…
admin-no-key = Löschen: erst einen Schlüssel wählen
admin-new-user = Neuer Benutzer
admin-change-user = Benutzer ändern
admin-new-password = Neues Passwort
admin-new-key = Neuer API-Schlüssel
admin-close = Schließen
admin-cancel = Abbrechen
admin-field-name = Name
admin-field-email = E-Mail
admin-field-role = Rolle im Lager
admin-field-key-name = Name des Schlüssels
admin-field-old = Altes Passwort
admin-field-code = Code aus der Mail
admin-field-new-password = Neues Passwort
admin-role-left = wie das Lager es hält
admin-proof = Nachweis
admin-proof-code = Code per Mail
admin-proof-old = Altes Passwort
admin-show = Zeigen
admin-hide = Verbergen
admin-new-user-note = Das Lager schickt einen Code an diese Adresse; damit setzt der Benutzer das erste Passwort.
admin-new-key-note = Der Schlüssel wird einmal gezeigt, wenn er gemacht ist. Er bekommt die Rolle dessen, der hier am Lager angemeldet ist.
admin-create-user = Benutzer anlegen
admin-save-user = Speichern
admin-set-password = Passwort setzen
admin-create-key = Schlüssel machen
admin-under-way = Es wird gesendet.
admin-unknown = Der Ausgang ist unbekannt: erst im Protokoll klären.
admin-not-queued = Nicht gesendet: { $why }
admin-correct-first =
    { $n ->
        [one] Erst 1 Feld ausfüllen oder berichtigen
       *[other] Erst { $n } Felder ausfüllen oder berichtigen
    }
admin-wrong-name = Hier steht ein Name
admin-wrong-email = Hier steht eine Adresse wie name@hall1.example
admin-wrong-ending = Keine Endung wie .example nach „{ $host }“
admin-wrong-code = Hier steht der Code aus der Mail
admin-wrong-old = Hier steht das alte Passwort
admin-wrong-password = Hier steht ein Passwort, das jede Forderung erfüllt
admin-wrong-unchanged = Noch ist nichts geändert
admin-demand-length =
    { $n ->
        [one] 1 Zeichen oder mehr
       *[other] { $n } Zeichen oder mehr
    }
admin-demand-digit = eine Ziffer
admin-demand-lowercase = ein Kleinbuchstabe
admin-demand-uppercase = ein Großbuchstabe
admin-demand-special = eines von { $all }
admin-demand-met = Erfüllt: { $what }
admin-demand-unmet = Nicht erfüllt: { $what }
admin-policy-asking = Was ein Passwort haben muss: { $age }
admin-policy-failed = Was ein Passwort haben muss, ist nicht bekannt ({ $why }); das Lager prüft es.
admin-change = Ändern…
admin-mail-code = Code mailen
admin-set-password-open = Neues Passwort…
admin-no-email = Von diesem Benutzer ist keine E-Mail-Adresse genannt.
admin-delete-ask = Den API-Schlüssel { $name } löschen?
admin-delete-why = Wer ihn benutzt, ist sofort ausgesperrt. Er lässt sich nicht zurückholen.
admin-delete-act = Schlüssel löschen
admin-delete-leave = Behalten
admin-rights-title = Was jede Rolle hier darf
admin-rights-operation = Aufruf
admin-rights-system = System
admin-rights-kind = Art
admin-rights-here = Die Rolle hier: { $role }. Das Lager hat daneben eigene Rollen.
admin-kind-read = liest
admin-kind-write = schreibt
admin-kind-physical = bewegt
admin-kind-destructive = zerstört
admin-may = darf
admin-may-not = darf nicht
admin-people = Personen an den Stationen
admin-people-short = Stationen
admin-people-for-admins = Wer sich an den Stationen anmelden darf, bestimmt nur ein Admin
admin-people-none-yet = Noch nicht gelesen
admin-people-reading = Die Tabellen dieses Standorts werden geöffnet
admin-people-empty = Niemand ist hinterlegt. Alle dürfen an den Stationen arbeiten, bis eine Anmeldung verlangt wird.
admin-people-saved = Gespeichert. Konsolen dieses Standorts wissen es binnen einer Sekunde.
admin-people-failed = Nicht gespeichert: { $why }
admin-people-many = Es warten schon zu viele Änderungen. Gleich noch einmal versuchen.
admin-people-rules = Regeln an den Stationen
admin-person-add = Person hinzufügen
admin-person-change = Ändern
admin-person-change-of = { $name } ändern
admin-person-off = Abschalten
admin-person-on = Einschalten
admin-person-save = Person speichern
admin-person-both = Ausweis und PIN
admin-person-badge-only = Ausweis
admin-person-pin-only = PIN
admin-person-neither = weder Ausweis noch PIN
admin-person-is-off = abgeschaltet
admin-person-role = Rolle an der Station
admin-person-badge = Ausweis
admin-person-badge-help = Scannen, solange dieses Formular offen ist. Nur ein Hash davon wird behalten.
admin-person-badge-wrong = Ein Ausweis hat mindestens 6 Zeichen
admin-person-pin = PIN
admin-person-pin-help = 4 bis 12 Ziffern. Nur ein Hash davon wird behalten.
admin-person-pin-wrong = Eine PIN hat 4 bis 12 Ziffern
admin-person-pin-again = PIN noch einmal
admin-person-pin-differs = Das ist nicht dieselbe PIN
admin-person-stays = Leer: was hinterlegt ist, bleibt
admin-person-name-stays = Der Name steht im Protokoll und bleibt
admin-person-name-wrong = Ein Name hat 1 bis 60 Zeichen
admin-person-name-taken = { $name } ist schon hinterlegt
admin-person-needs-one = Ein Ausweis oder eine PIN ist nötig
admin-person-correct = Zuerst die markierten Felder berichtigen
admin-badge-of = Dieser Ausweis gehört schon { $name }
admin-rule-sign-in = Nur wer angemeldet ist, darf arbeiten
admin-rule-approve = Fehlende Stücke, über denen der Leitstand freigibt
admin-rule-approve-help = Leer: niemand muss freigeben
admin-rule-interlock = Sekunden nach einem Scan, in denen zuerst gefragt wird
admin-rule-interlock-help = Wenn ein Tray von anderswo weggeschickt oder eine Station geschlossen wird. 0: nie
admin-rule-number = Eine ganze Zahl oder nichts
admin-rule-nobody = Niemand Hinterlegtes könnte sich anmelden: die Stationen stünden still
admin-rule-no-supervisor = Niemand mit der Rolle Leitstand ist hinterlegt, der freigeben könnte
admin-rules-save = Regeln speichern
admin-rules-back = Wie hinterlegt
admin-rules-kept = Das ist hinterlegt
