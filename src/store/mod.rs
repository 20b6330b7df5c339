//! What must survive a power cut: the ledger of intents, its outbox and the audit rows.
