### Pickzeilen, und Dateien, die eingelesen werden
lines-subtitle = was aus welchem Tray entnommen, gezählt oder eingefüllt wird
lines-table = Pickzeilen
lines-all = Alle { $n }
lines-open = Offen { $n }
lines-done = Fertig { $n }
lines-short = Fehlmenge { $n }
lines-opening = Der Bestand wird geöffnet
lines-none = Noch keine Zeilen. Lesen Sie eine Datei ein, oder warten Sie auf Aufträge.
lines-no-match = Keine Zeile passt zu den Filtern.
lines-show-all = Alle zeigen
lines-foot = offene, und solche, die in den letzten 12 Stunden endeten
lines-trouble = Es kann nichts festgehalten werden: { $why }
lines-column-order = Auftrag
lines-column-tray = Tray
lines-column-compartment = Fach
lines-column-sku = SKU
lines-column-name = Name
lines-column-mode = Modus
lines-column-quantity = Davon
lines-column-state = Zustand
lines-column-by = Von
lines-column-when = Beendet
lines-no-order = ohne Auftrag
lines-number = { $order } · { $number } von { $of }
lines-taken = { $taken } von { $quantity }
lines-damaged = { $taken } von { $quantity }, { $damaged } beschädigt
lines-state-open = offen
lines-state-done = fertig
lines-state-short = Fehlmenge
lines-reason-short = zu wenig da
lines-reason-damaged = beschädigt
lines-reason-wrong-content = falscher Inhalt
lines-reason-dirty-tray = Tray schmutzig
lines-reason-skip = ausgelassen
lines-approved = { $by }, freigegeben von { $approved }
lines-import = Einlesen…
lines-import-title = Datei einlesen
lines-import-line = ganz geprüft, dann ganz übernommen
lines-import-kind = Was die Datei enthält
lines-kind-lines = Pickzeilen
lines-kind-layouts = Aufteilung der Trays
lines-kind-contents = Inhalt der Trays
lines-kind-barcodes = Barcodes
lines-kind-names = Namen der SKUs
lines-import-columns = Spalten: { $columns }. Reihenfolge beliebig; Komma, Semikolon oder Tab.
lines-import-optional = Dürfen fehlen: { $columns }.
lines-import-path = Pfad der Datei
lines-import-check = Prüfen
lines-import-choose = Auswählen…
lines-import-no-path = Noch kein Pfad eingegeben
lines-import-reading = { $file } wird gelesen
lines-import-choosing = Der Dialog zum Auswählen ist offen
lines-import-checking = Die Datei wird geprüft
lines-import-not-read = Die Datei ist nicht lesbar: { $why }
lines-import-nothing-chosen = Keine Datei ausgewählt. Öffnete sich kein Dialog, geben Sie den Pfad ein.
lines-import-good =
    { $n ->
        [one] { $file }: 1 Zeile, keine Fehler
       *[other] { $file }: { $rows } Zeilen, keine Fehler
    }
lines-import-bad =
    { $n ->
        [one] { $file }: 1 Fehler. Nichts wurde übernommen.
       *[other] { $file }: { $errors } Fehler. Nichts wurde übernommen.
    }
lines-import-warnings =
    { $n ->
        [one] 1 Warnung
       *[other] { $n } Warnungen
    }
lines-import-more = und { $n } weitere
lines-import-fill = Übernehmen
lines-import-not-checked = Noch keine Datei geprüft
lines-import-has-errors = Die Datei hat Fehler
lines-import-filling = Wird übernommen
lines-import-floor-closed = Der Bestand ist nicht offen
lines-import-already = Diese Datei ist übernommen
lines-import-filled-lines = Übernommen: { $new } neue Zeilen, { $known } gab es schon
lines-import-filled = Übernommen: { $n } Zeilen
lines-import-failed = Nicht übernommen: { $why }
lines-csv-at = Zeile { $row }, { $column }
lines-csv-at-row = Zeile { $row }
lines-csv-whole = Die Datei
lines-csv-no-rows = unter den Überschriften steht nichts
lines-csv-no-rows-next = Zeilen ergänzen
lines-csv-too-many-rows = mehr Zeilen als { $n }
lines-csv-too-many-rows-next = auf mehrere Dateien verteilen
lines-csv-no-column = diese Spalte fehlt
lines-csv-no-column-next = eine Spalte mit dieser Überschrift ergänzen
lines-csv-not-text = das ist kein UTF-8-Text
lines-csv-not-text-next = als CSV UTF-8 speichern
lines-csv-empty = dort steht nichts
lines-csv-empty-next = die Zelle füllen
lines-csv-unknown-mode = „{ $text }“ ist kein Modus
lines-csv-unknown-mode-next = picking, counting oder decanting schreiben
lines-csv-not-a-compartment = „{ $text }“ ist kein Fach
lines-csv-not-a-compartment-next = einen Buchstaben und eine Zahl schreiben, etwa B2
lines-csv-not-in-layout = { $text } gibt es im Tray nicht, es hat { $rows } × { $columns }
lines-csv-not-in-layout-next = berichtigen, oder die Aufteilung des Trays einlesen
lines-csv-not-between = „{ $text }“ ist keine ganze Zahl von { $least } bis { $most }
lines-csv-not-between-next = die Zahl berichtigen
lines-csv-twice = dasselbe steht schon in Zeile { $row }
lines-csv-twice-next = eine der Zeilen löschen
lines-csv-more-than-of = Zeile { $number } von { $of } des Auftrags kann nicht sein
lines-csv-more-than-of-next = number oder of berichtigen
lines-csv-unknown-tray = der Robotermanager kennt kein Tray { $text }
lines-csv-unknown-tray-next = wird übernommen; prüfen Sie die Nummer
lines-csv-known-line = diese Zeile des Auftrags gibt es schon
lines-csv-known-line-next = sie bleibt, wie sie ist
lines-csv-same-line = eine offene Zeile ohne Auftrag verlangt dasselbe
lines-csv-same-line-next = diese kommt dazu; mit Auftrag und Nummer kommt keine Zeile zweimal
