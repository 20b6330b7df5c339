### Settings of this console and of the storage system
settings-look = Aussehen
settings-theme = Farben
settings-scale = Größe
settings-scale-value = { $n } %
settings-language = Sprache
settings-person = Person
settings-name = Ihr Name
settings-name-help = steht bei jedem Befehl im Protokoll
settings-role = Rolle
settings-role-supervisor = sieht die ganze Anlage, bewegt Trays, klärt Befehle
settings-role-picker = sieht nur die Station
settings-role-admin = wie Leitstand, ändert dazu Verbindungen
settings-station = Station dieses PCs
settings-station-none = keine
settings-station-help = hier angeforderte Trays kommen an diese Station
settings-station-unread = der Robotermanager hat noch keine Stationen genannt
settings-polling = Abfragen je Sekunde
settings-polling-help = 10 ist live; weniger schont ein langsames Netz
settings-save-name = Namen behalten
settings-subtitle = dieser Konsole und des Lagersystems
settings-find = Einstellung suchen
settings-group-here = Hier
settings-group-storage = Lagersystem
settings-this-pc = Dieser PC
settings-all = Alle
settings-of-user = Je Benutzer
settings-read = gelesen { $age }
settings-not-read = das Lagersystem hat seine Einstellungen noch nicht genannt
settings-none-found = kein Schlüssel enthält das
settings-column-setting = Einstellung
settings-column-value = Wert
settings-column-default = Vorgabe
settings-column-applies = Gilt
settings-column-may = Darf ändern
settings-at-once = sofort
settings-after-restart = nach Neustart
settings-no-default = keine genannt
settings-default-is = Vorgabe { $value }
settings-role-not-said = nicht genannt
settings-on = an
settings-off = aus
settings-empty = leer
settings-null = kein Wert
settings-changed = nicht die Vorgabe
settings-not-saved = nicht gespeichert
settings-back-to-default = geht zurück auf die Vorgabe
settings-meanwhile = dort inzwischen geändert: { $value }
settings-take-theirs = Anderen nehmen
settings-keep-mine = Meinen behalten
settings-undo = Änderung verwerfen: { $key }
settings-reset = Auf Vorgabe: { $key }
settings-wrong-whole = muss eine ganze Zahl sein
settings-wrong-number = muss eine Zahl sein
settings-wrong-list = muss eine Liste in JSON sein, etwa [1, 2]
settings-wrong-object = muss ein Objekt in JSON sein, etwa { "{" }"a": 1{ "}" }
settings-wrong-json = ist kein JSON: { $why }
settings-no-change-console = Nur ein Admin dieser Konsole ändert diese Einstellungen
settings-no-change-vendor = verlangt { $needs }; das Lagersystem lässt uns ein als { $is }
settings-sending = unterwegs zum Lagersystem
settings-edited =
    { $n ->
        [one] 1 Änderung nicht gespeichert
       *[other] { $n } Änderungen nicht gespeichert
    }
settings-nothing-edited = Nichts ist geändert
settings-correct-first =
    { $n ->
        [one] 1 Wert ist falsch, zuerst berichtigen: { $keys }
       *[other] { $n } Werte sind falsch, zuerst berichtigen: { $keys }
    }
settings-gone = Gibt es nicht mehr, zuerst verwerfen: { $keys }
settings-review =
    { $n ->
        [0] Änderungen prüfen
        [one] 1 Änderung prüfen
       *[other] { $n } Änderungen prüfen
    }
settings-send =
    { $n ->
        [one] 1 Änderung senden
       *[other] { $n } Änderungen senden
    }
settings-back = Weiter bearbeiten
settings-discard = Verwerfen
settings-defaults = Auf Vorgaben
settings-no-defaults = nichts hier weicht von seiner Vorgabe ab oder darf geändert werden
settings-diff-says = Das wird gesendet. Noch ist nichts geändert.
settings-diff-default = Vorgabe: { $value }
settings-diff-applies = gilt { $when }
settings-diff-restart = Was nach einem Neustart gilt, ändert nichts, bis das Gehirn des Lagers neu gestartet ist
settings-diff-refuses = Es wird abgelehnt, außer Sie nehmen den anderen Wert oder behalten Ihren
settings-refused = Nicht gespeichert
settings-unknown = Die Antwort ging verloren: vielleicht ist es geändert. Das Protokoll liest es nach.
settings-open-ledger = Im Protokoll öffnen
settings-not-sent = Nichts wurde gesendet: { $why }
settings-given-up = Die Änderungen wurden im Protokoll aufgegeben
settings-user-own = Einstellungen von { $name }
settings-user-unknown = dem Benutzer, als der wir eingelassen sind
settings-user-name = Benutzer { $name }
settings-users-asking = die Benutzer werden erfragt
settings-new = Neue Einstellung…
settings-new-title = Neue Einstellung des Lagersystems
settings-new-key = Schlüssel
settings-new-key-help = Teile mit Punkten dazwischen
settings-new-value = Wert
settings-new-value-help = als JSON: 12, true, "Text", [1, 2]
settings-new-default = Vorgabe
settings-new-default-help = als JSON; darf fehlen
settings-new-roles = Rollen, die ändern dürfen
settings-new-roles-help = mit Kommas dazwischen; darf fehlen
settings-new-restart = gilt nach einem Neustart
settings-new-make = Einstellung anlegen
settings-new-first = Zuerst berichtigen: { $field }
settings-new-wrong-key = eine Einstellung braucht einen Schlüssel
settings-new-wrong-taken = system, users und Schlüssel mit / gehen nicht
settings-new-wrong-there = diesen Schlüssel gibt es; in der Liste ändern
settings-cancel = Abbrechen
settings-wrong-percent = von 0 bis 100
settings-scanner = Scanner
settings-scanner-open = Scanner-Prüfung…
settings-scanner-help = drei gedruckte Codes sagen, was am Scanner dieses PCs nicht stimmt
settings-own-rate = Das eigene Picktempo ist zu sehen
settings-own-rate-off = Nein
settings-own-rate-on = Ja
settings-sound = Töne
settings-sound-volume = Lautstärke
settings-sound-muted = alle Töne stumm
settings-sound-ok = Vorspielen: angenommen
settings-sound-refused = Vorspielen: abgelehnt
settings-sound-attention = Vorspielen: Achtung
settings-sound-is-muted = die Töne sind stumm
settings-sound-help = was ein Ton sagt, steht auch auf dem Bildschirm
settings-sound-none = Kein Tongerät: { $why }. Alles steht auch auf dem Bildschirm.
