### Parts that several panels share
parts-this-pc = this PC
parts-no-right = Your role, { $role }, may not do this; { $may } may.
parts-not-set-up = The { $system } is not set up at this site.
parts-outcome = { $state } after { $took }
parts-accepted-looked = It was taken; it is looked for until it is seen to be done.
parts-accepted-only = It was taken. No operation tells more.
parts-refused = It was refused; nothing was done.
parts-open-in-ledger = Open in the ledger
parts-open-in-ledger-named = Open in the ledger: { $what }, { $age }
file-too-large = The file is larger than may be sent.
file-not-a-file = This is a folder or a device, not a file.
parts-storage-is = Storage: { $word }
parts-storage-since = { $status } since { $clock }, { $age }
parts-storage-at-least = { $status } for at least { $age }
parts-storage-by = by { $by }
parts-key-lost = The key was made, but its secret is lost with the answer: delete it and make another.
