### Verbindungen
connections-answering = { $good } von { $all } Systemen antworten
connections-systems = Systeme
connections-none = Kein System ist eingerichtet.
connections-support = Meldung…
connections-system = System
connections-state = Zustand
connections-where = Adresse, Anmeldung
connections-answers = Median / 95 %
connections-calls = Aufrufe / s
connections-trouble = Störung
connections-not-reachable = unerreichbar
connections-limit = Grenze { $age }
connections-calls-of = { $used } von { $allowed }
connections-auth-none = Ohne Anmeldung
connections-auth-bearer = Token
connections-auth-email = E-Mail und Passwort
connections-auth-username = Benutzer und Passwort
connections-auth-api-key = API-Schlüssel
connections-auth-headers = Kopfzeilen
connections-let-in = angemeldet
connections-not-let-in = nicht angemeldet
connections-not-tried = noch nicht versucht
connections-no-answers = noch keine Antwort
connections-no-trouble = Keine seit dem Start
connections-last-trouble = letzte Störung um { $time }
connections-retry =
    Neuer Versuch in { $age }, und immer wieder. Bisher { $tries ->
        [one] 1 Versuch
       *[other] { $tries } Versuche
    }; die Wartezeit wächst auf höchstens 30 s.
connections-retry-now =
    Wird gerade neu versucht, und immer wieder. Bisher { $tries ->
        [one] 1 Versuch
       *[other] { $tries } Versuche
    }; die Wartezeit wächst auf höchstens 30 s.
connections-touches-robot-manager = Bis dahin behalten Trays und Stationen ihre letzten Werte und sind markiert; Befehle für Trays warten auf diesem PC.
connections-touches-noyes = Bis dahin behalten Bots, Ebenen, Bestand, Aufträge und Jobs ihre letzten Werte und sind markiert; Trays laufen weiter.
connections-test = Jetzt prüfen
connections-edit = Ändern…
connections-no-test = Jetzt prüfen: keine Adresse eingerichtet
connections-no-edit-practice = Ändern: die Übungsanlage hat eigene Adressen
connections-no-edit-role = Ändern: nur in der Rolle Admin
connections-testing = Gefragt vor { $age }
connections-tested = Antwort und Anmeldung in Ordnung nach { $took }
connections-test-failed = Prüfung misslungen: { $why }
connections-facts = Von hier gesehen
connections-fact-address = Adresse
connections-fact-sign-in = Anmeldung
connections-fact-transport = Übertragung
connections-plain-http = unverschlüsseltes HTTP, im Netz lesbar
connections-plain-http-here = unverschlüsseltes HTTP, nur auf diesem PC
connections-fact-last = Letzte Antwort
connections-fact-limit = Veraltet nach
connections-fact-answers = Median / 95 %
connections-fact-minute = Aufrufe je Minute
connections-fact-waiting = Wartende Aufrufe
connections-fact-429 = Antworten 429
connections-last-error = Letzter Fehler
connections-chart = Aufrufe je Sekunde, letzte 60 s
connections-chart-heard = höchstens { $n } in einer Sekunde
connections-chart-note = Linie: { $allowed } je Sekunde erlaubt · { $waiting } warten, Bedienung zuerst
connections-edit-title = Verbindung ändern
connections-field-address = Adresse
connections-field-address-help = Steht vor jedem Pfad, zum Beispiel http://127.0.0.1:4010/robotmanager
connections-allow-plain = Unverschlüsseltes HTTP erlauben
connections-field-kind = Anmeldung
connections-field-name = Benutzer oder E-Mail
connections-field-secret = Geheimnis (Verweis)
connections-field-secret-help = env:NAME, keychain:NAME oder file:PFAD; wo das Geheimnis liegt, nie das Geheimnis
connections-field-per-second = Aufrufe je Sekunde
connections-field-per-minute = Aufrufe je Minute
connections-field-per-minute-help = 0 heißt ohne Grenze
connections-wrong-address = Nötig: http:// oder https:// und ein Rechner, ohne Passwort
connections-wrong-plain = Unverschlüsseltes HTTP zu anderen Rechnern muss erlaubt werden
connections-wrong-name = Ein Name fehlt
connections-wrong-secret = Nötig: env:NAME, keychain:NAME oder file:PFAD, nie das Geheimnis selbst
connections-wrong-per-second = Nötig: eine ganze Zahl ab 1
connections-wrong-per-minute = Nötig: eine ganze Zahl, 0 heißt ohne Grenze
connections-save = Speichern
connections-saving = Wird gespeichert
connections-cancel = Abbrechen
connections-save-note = In die Konfigurationsdatei geschrieben, gilt sofort. „Jetzt prüfen“ prüft, was gespeichert ist.
connections-save-first =
    { $n ->
        [one] Speichern: zuerst das markierte Feld berichtigen
       *[other] Speichern: zuerst die { $n } markierten Felder berichtigen
    }
connections-not-saved = Nicht gespeichert: { $why }
connections-vendor-says = Im Wortlaut des Herstellers
connections-log-in = Anmelden…
connections-log-in-again = Es lässt niemanden ein: neu anmelden. Was in den Tafeln eingetippt ist, bleibt.

## Webhook des Robotermanagers
connections-webhook = Webhook
connections-webhook-not-read = Noch nicht gelesen, ob der Robotermanager uns ruft
connections-webhook-none = Nicht angemeldet: Der Robotermanager ruft niemanden. Trays findet allein das Abfragen
connections-webhook-others = Für andere angemeldet, nicht für diesen PC. Trays findet allein das Abfragen
connections-webhook-silent = Angemeldet; noch kein Ereignis
connections-webhook-calls = Angemeldet; letztes Ereignis { $age }
connections-webhook-off = In dieser Konsole lauscht nichts. traydeck gateway auf diesem PC starten, oder listen = "127.0.0.1:8787" unter [sites.{ $site }.gateway] in die Konfiguration schreiben und neu starten.
connections-webhook-failed = Es lauscht nichts: { $why }
connections-webhook-trouble = Was ankam, ist nicht lesbar: { $why }
connections-webhook-list-failed = Die Liste ist nicht lesbar: { $why }
connections-webhook-listens-off = nicht in dieser Konsole
connections-webhook-listens-not = nicht an { $listen }
connections-webhook-no-event = noch keines
connections-webhook-gaps = { $n } seit dem Start
connections-webhook-gaps-last = { $n } seit dem Start, zuletzt um { $time }
connections-webhook-fact-listens = Lauscht an
connections-webhook-fact-last = Letztes Ereignis
connections-webhook-fact-received = Ereignisse
connections-webhook-fact-repeats = Davon wiederholt
connections-webhook-fact-late = Davon verspätet
connections-webhook-fact-gaps = Lücken
connections-webhook-fact-refused = Abgewiesen
connections-webhook-fact-list = Liste gelesen
connections-webhook-refused-wrong-secret = falsches Geheimnis
connections-webhook-refused-too-many = zu viele
connections-webhook-refused-too-large = zu groß
connections-webhook-refused-too-slow = nicht rechtzeitig ganz
connections-webhook-refused-not-json = kein JSON
connections-webhook-refused-not-an-object = kein JSON-Objekt
connections-webhook-refused-not-stored = nicht aufgeschrieben
connections-webhook-open = Anmelden…
connections-webhook-no-open = Anmelden: { $why }
connections-webhook-field-base = Adresse, unter der andere uns erreichen
connections-webhook-field-base-help = Wie der Robotermanager sie sieht, etwa http://10.0.0.5:8787; Pfad und Geheimnis folgen dahinter
connections-webhook-field-robot = Roboter
connections-webhook-field-robot-help = Seine robot_id; leer, wo der Robotermanager keine will
connections-webhook-making = Ein Geheimnis wird gemacht
connections-webhook-made = Geheimnis { $mark } ist gemacht. Nur der Robotermanager erfährt es, niemand kann es noch einmal lesen.
connections-webhook-not-made = Kein Geheimnis gemacht: { $why }
connections-webhook-plain = Unverschlüsseltes HTTP: Wer im Netz mithört, liest das Geheimnis.
connections-webhook-wrong-address = Nötig: http:// oder https:// und ein Rechner
connections-webhook-address-first = Anmelden: zuerst die Adresse berichtigen
connections-webhook-secret-first = Anmelden: Das Geheimnis ist noch nicht gemacht
connections-webhook-under-way = Anmelden: Es läuft schon
connections-webhook-register = Webhook anmelden
connections-webhook-cancel-named = Anmelden abbrechen
connections-webhook-ours = ruft uns
connections-webhook-theirs = nicht unserer
connections-webhook-about = Roboter { $robot }, Eintrag { $id }, { $whose }
connections-webhook-robot = Roboter { $robot }
connections-webhook-delete = Löschen…
connections-webhook-delete-named = { $url } löschen
connections-webhook-no-delete = Löschen: { $why }
connections-webhook-no-id = Löschen: Der Robotermanager nennt keine Nummer des Eintrags
connections-webhook-delete-ask = Diese Anmeldung löschen?
connections-webhook-delete-why = Der Robotermanager ruft diese Adresse nicht mehr. Bereite Trays findet dann allein das Abfragen.
connections-webhook-delete-act = Anmeldung löschen
connections-webhook-delete-leave = Behalten
connections-webhook-no-robot = Aufgehobene Ereignisse: Es ist kein Roboter bekannt, nach dem zu fragen wäre
connections-webhook-no-kept = Der Robotermanager nennt kein Ereignis des Roboters { $robot }
connections-webhook-kept = { $n ->
        [one] 1 Ereignis
       *[other] { $n } Ereignisse
    } des Roboters { $robot }, wie der Robotermanager sie aufhebt
connections-webhook-kept-more = und { $n } weitere
connections-webhook-event = Tray { $tray } · { $reference } · { $at }
