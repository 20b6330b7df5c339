### Warum ein Befehl nicht eingereiht wurde; geprüft am neuesten Stand
not-queued-not-configured = Sein System ist nicht eingerichtet. Ein Admin trägt es unter Verbindungen ein.
not-queued-reference-used = Diese Bestellreferenz ist schon benutzt. Erneut anfordern; es gibt eine neue.
not-queued-ready-trays-not-fresh = Die Liste der bereiten Trays ist veraltet. Warten, bis der Robotermanager antwortet.
not-queued-not-ready-here = Dieses Tray steht an keiner Station mehr bereit.
not-queued-no-reference = Der Robotermanager nennt keine Bestellreferenz zu diesem Tray; so lässt es sich nicht freigeben.
not-queued-already-asked = Das ist schon angefordert und läuft.
not-queued-too-late = Das Aufschreiben dauerte zu lange, darum wurde nichts gesendet. Noch einmal anfordern.

### Warum ein Befehl jetzt nicht entschieden, erneut gesendet oder nachgelesen werden kann
not-done-nothing-to-read-back = Nichts zurückzulesen: Er ist weder angenommen noch ungeklärt.
not-done-not-known = Dieser Befehl steht nicht mehr im Protokoll dieses PCs.
not-done-moved-elsewhere = Ein anderes Traydeck hält diesen Befehl. Dort entscheiden, oder wenn jenes beendet ist.
not-done-no-reason = Zum Aufgeben gehört ein Grund.
not-done-reason-long = Der Grund ist länger als 200 Zeichen.
not-done-on-its-way = Er ist unterwegs und lässt sich nicht zurücknehmen. Auf die Antwort warten.
not-done-already-settled = Sein Ausgang ist schon bekannt.
not-done-not-unknown = Nur ein Befehl mit ungeklärtem Ausgang darf erneut gesendet werden.
not-done-not-read-back = Erst zweimal zurücklesen: Ist er wirklich nicht geschehen?
not-done-cannot-tell = Zurücklesen kann nicht zeigen, dass er nicht geschehen ist. Nachsehen, dann entscheiden.
not-done-reading-back = Er wird gerade zurückgelesen. Auf das Ergebnis warten.
not-queued-no-write = Das liest nur; es gibt nichts zu schreiben
not-done-carried-lost = Was mitging, ist seit dem Neustart weg; bitte neu eingeben
not-queued-job-gone = Dieser Job wartet hier nicht mehr.
not-queued-looked-for = Er wurde nicht aufgeschrieben, nichts ging hinaus. Bitte erneut anfordern.
not-queued-trigger-refused = Das Lager hat es nicht angenommen. Noch einmal bestätigen, oder mit F8 um Hilfe rufen.
not-queued-trigger-lost = Der Befehl wurde nicht aufgeschrieben. Noch einmal bestätigen.

### Why the store did not do it
store-not-open = Das Protokoll dieses PCs ist noch nicht offen.
store-folder = Der Ordner des Protokolls ist nicht nutzbar. Für diesen Benutzer beschreibbar machen; die Logdatei nennt ihn.
store-in-use = Ein anderes Traydeck auf diesem PC hat das Protokoll offen. Dieses schließen oder dort weiterarbeiten.
store-missing = Auf diesem PC gibt es noch kein Protokoll.
store-disk-full = Der Datenträger ist voll. Platz schaffen, dann geht es von selbst weiter.
store-read-only = Das Protokoll ist schreibgeschützt. Datei und Ordner für diesen Benutzer beschreibbar machen; die Logdatei nennt sie.
store-damaged = Das Protokoll ist beschädigt. Die Datei für den Support beiseitelegen; beim nächsten Start entsteht ein leeres. Die Logdatei nennt sie.
store-newer = Das Protokoll stammt von einem neueren Traydeck. Dieses hier aktualisieren.
store-older = Das Protokoll stammt von einem älteren Traydeck. Die Konsole einmal starten.
store-changed-meanwhile = Ein anderes Traydeck hat es inzwischen geändert. Noch einmal versuchen.
store-held-elsewhere = Ein anderes Traydeck hält diesen Befehl. Dort entscheiden.
store-unknown = Dieser Befehl steht nicht im Protokoll.
store-taken-over = Dieser Arbeitsplatz wurde von einem anderen Traydeck übernommen. Dort weiterarbeiten oder ihn hier wieder übernehmen.
store-not-known = Es ist nicht bekannt, ob es aufgeschrieben ist. Es wird nachgesehen.
store-not-looked-for = Es ist nicht bekannt, ob es aufgeschrieben ist. Vor einem zweiten Versuch nachsehen, ob es da ist.
store-badge-taken = Dieser Ausweis gehört schon jemandem.
store-nobody = Niemand mit diesem Namen ist angelegt.
store-row = Eine Zeile des Protokolls ist nicht verständlich; die Logdatei nennt sie.
store-other = Das Protokoll kann nicht geschrieben werden; die Logdatei sagt, warum.
store-inner-fault = Ein innerer Fehler von Traydeck; in der Logdatei steht mehr.
store-pin-again = Niemand wurde angemeldet. Die PIN noch einmal eingeben.
