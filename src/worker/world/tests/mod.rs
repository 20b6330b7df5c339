//! The world without an outside: everything that can happen to it, in memory.

mod calls;
mod exports;
mod floor_disk;
mod floor_doubts;
mod floor_schedules;
mod floor_writes;
mod held;
mod inbound;
mod ledger;
mod people;
mod readings;
mod rig;
mod schedule_disk;
mod schedules;
