### API: jeder Aufruf von Hand
api-subtitle = Ein Aufruf nach dem anderen, wie der Vertrag ihn hat
api-operations = Aufrufe
api-search = Name, Pfad oder Art suchen
api-column-what = Was
api-column-method = Methode
api-column-kind = Wirkung
api-kind-read = liest
api-kind-write = ändert
api-kind-physical = bewegt
api-kind-destructive = entfernt
api-found =
    { $n ->
        [one] 1 Aufruf
       *[other] { $n } Aufrufe
    }
api-none-found = Kein Aufruf hat diese Worte
api-show-all = Alle zeigen
api-group-trays = Trays, Stationen
api-group-access = Benutzer, Schlüssel
api-group-storage = Das Ganze
api-group-stock = Boxen und Bestand
api-group-work = Aufträge, Ereignisse
api-group-settings = Einstellungen
api-group-sku = SKUs und Hilfe
api-choose = Kein Aufruf gewählt
api-choose-why = In der Liste einen wählen; das Formular folgt dem Vertrag.
api-back = Alle Aufrufe
api-id = Kennung
api-parameters = Parameter
api-one-of-list = { $name } { $n }
api-required = nötig
api-required-kind = nötig, { $kinds }
api-anything = beliebiges JSON
api-body = Inhalt
api-as-fields = Felder
api-as-json = JSON
api-json = Inhalt als JSON
api-no-fields = Er nimmt nichts entgegen.
api-files = Dateien: { $part }
api-file-path = Pfad einer Datei für { $part }
api-file-help = Auf diesem PC; bis 32 MB werden gelesen.
api-file-read = Datei nehmen
api-file-none = Zuerst eine Datei nennen.
api-file-line = { $name }, { $bytes } Byte
api-file-remove = { $name } weglassen
api-missing = Das muss da sein.
api-no-star = Alle auf einmal wird von hier nie gesendet; bitte nennen.
api-name-bots = Die Bots mit Nummern nennen; alle auf einmal wird nie gesendet.
api-wrong-kind = Hier gehört { $kinds } hin.
api-not-json = Das ist kein JSON: { $error }
api-no-object = Der Vertrag will hier ein Objekt.
api-lacks = Der Vertrag will { $name }, das fehlt.
api-null = { $name } ist null; ein freies Feld lässt man weg.
api-field-kind = { $name } soll { $kinds } sein.
api-unknown = Der Vertrag kennt hier kein Feld { $name }.
api-mistakes =
    { $n ->
        [one] 1 Feld fehlt oder ist falsch.
       *[other] { $n } Felder fehlen oder sind falsch.
    }
api-send = Senden
api-send-asks = Senden…
api-leave = Nicht senden
api-copy-curl = Als curl kopieren (POSIX-Shell)
api-copy-note = In der kopierten Zeile sind Geheimnisse Variablen der Shell, $TOKEN zum Beispiel.
api-confirm = „{ $what }“ senden?
api-confirm-physical = Das bewegt Maschinen in der Halle. Es steht im Protokoll und wird nicht zweimal gesendet.
api-confirm-destructive = Das entfernt oder hält etwas an, das nicht von selbst wiederkommt.
api-fact-storage = Lager: { $status }
api-remove-warning = Der Hersteller sagt, diesen Aufruf nicht zu benutzen: Das Lager vergisst die Bots, es fährt sie nicht aus. Ein Bot, der noch da steht, ist dann für alle anderen unsichtbar.
api-remove-type = Die Nummern der Bots eingeben: { $about }
api-remove-missing = Möglich, sobald jede Nummer hier steht und keine andere.
api-request-at = Aufruf um { $time }
api-request-body = Inhalt des Aufrufs
api-copy-this = Diesen Aufruf als curl kopieren (POSIX-Shell)
api-answer = Antwort
api-answer-body = Inhalt der Antwort
api-asking = Vor { $age } gefragt, noch keine Antwort
api-not-given = Nicht ins Protokoll gegeben: nicht zugestimmt, oder es ließ sich nicht aufschreiben.
api-bytes = { $n } Byte
api-history = Letzte Aufrufe
api-history-show = Aufruf { $line } zeigen
api-shown = oben gezeigt
api-secret-in-list = Ein Geheimnis in einer Liste käme ins Protokoll. Bitte ein Objekt senden.
api-unknown-kept = Wird mitgesendet, obwohl der Vertrag sie nicht kennt: { $names }
api-under-way = Genau diese Anfrage ist unterwegs. Den Ausgang abwarten.
api-confirm-write = Das ändert Daten im anderen System. Es steht unter Ihrem Namen im Protokoll.
api-confirm-restart = Das Lager steht, bis es wieder gestartet ist. Es steht im Protokoll und wird nicht zweimal gesendet.
api-kind-stops = hält an
