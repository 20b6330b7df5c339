### Teile, die mehrere Tafeln teilen
parts-this-pc = dieser PC
parts-no-right = Die Rolle { $role } darf das nicht; { $may } darf es.
parts-not-set-up = { $system } ist an diesem Standort nicht eingerichtet.
parts-outcome = { $state } nach { $took }
parts-accepted-looked = Es wurde angenommen; es wird nachgesehen, bis es getan ist.
parts-accepted-only = Es wurde angenommen. Mehr sagt kein Aufruf.
parts-refused = Es wurde abgelehnt; nichts ist geschehen.
parts-open-in-ledger = Im Protokoll öffnen
parts-open-in-ledger-named = Im Protokoll öffnen: { $what }, { $age }
file-too-large = Die Datei ist größer, als gesendet werden darf.
file-not-a-file = Das ist ein Ordner oder ein Gerät, keine Datei.
parts-storage-is = Lager: { $word }
parts-storage-since = { $status } seit { $clock }, { $age }
parts-storage-at-least = { $status } seit mindestens { $age }
parts-storage-by = durch { $by }
parts-key-lost = Der Schlüssel ist angelegt, sein Geheimnis aber mit der Antwort verloren: löschen und einen neuen anlegen.
