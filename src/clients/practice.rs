//! The practice site's control URL: speed, faults, troubles, reset, step.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::http::{Auth, Call, Endpoint, Payload, Transport, decode};
use crate::domain::floor::Fill;
use crate::domain::ids::{SkuId, TrayId};
use crate::domain::operation::{Body, Direction, Kind, Method, Operation, Repeat};
use crate::domain::pick::{LineId, Mode, PickLine};
use crate::domain::practice::{FaultSpec, Mishap, MishapKind, Practice, PracticeCommand};
use crate::domain::system::System;
use crate::domain::tray_layout::{Content, TrayLayout};
use crate::domain::trouble::{Cause, ErrorClass, Trouble};

/// The control of the simulator; it stands beside the systems and is none of them.
#[derive(Clone)]
pub struct PracticeControl {
    transport: Transport,
}

const READ: Operation = control("practice.read", Method::Get, "/", Kind::Read);
const CHANGE: Operation = control("practice.change", Method::Put, "/", Kind::Write);
const TROUBLE: Operation = control("practice.trouble", Method::Post, "/trouble", Kind::Write);
const FLOOR: Operation = control("practice.floor", Method::Get, "/floor", Kind::Read);
const LINES: Operation = control("practice.lines", Method::Post, "/floor/lines", Kind::Write);
const RESET: Operation = control("practice.reset", Method::Post, "/reset", Kind::Write);
const STEP: Operation = control("practice.step", Method::Post, "/step", Kind::Write);

/// The control is no system of its own; the field is only there because every call has one.
const fn control(id: &'static str, method: Method, path: &'static str, kind: Kind) -> Operation {
    Operation {
        id,
        system: System::RobotManager,
        direction: Direction::Outbound,
        method,
        path,
        kind,
        repeat: Repeat::Safe,
        fields: &[],
        body: Body::Json,
    }
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct State {
    speed: f64,
    seed: u64,
    elapsed_seconds: f64,
    faults: Vec<Fault>,
    troubles: Vec<Planted>,
}

/// Rows of the floor as the control hands them out.
#[derive(Deserialize, Default)]
#[serde(default)]
struct FloorWire {
    layouts: Vec<LayoutWire>,
    contents: Vec<ContentWire>,
    barcodes: Vec<BarcodeWire>,
    names: Vec<NameWire>,
    lines: Vec<LineWire>,
}

#[derive(Deserialize)]
struct LayoutWire {
    tray: String,
    rows: u8,
    columns: u8,
}

#[derive(Deserialize)]
struct ContentWire {
    tray: String,
    compartment: String,
    sku: String,
    quantity: u32,
}

#[derive(Deserialize)]
struct BarcodeWire {
    barcode: String,
    sku: String,
}

#[derive(Deserialize)]
struct NameWire {
    sku: String,
    name: String,
}

#[derive(Deserialize)]
struct LineWire {
    mode: String,
    tray: String,
    compartment: String,
    sku: String,
    quantity: u32,
    order: String,
    number: u32,
    of: u32,
}

#[derive(Deserialize)]
struct Planted {
    bot: Option<String>,
    tray: Option<String>,
    kind: String,
}

#[derive(Deserialize)]
struct Fault {
    system: String,
    fault: String,
    #[serde(default)]
    value: Value,
    #[serde(default)]
    probability: Option<f64>,
}

impl PracticeControl {
    pub fn new(url: &str) -> Result<Self, Trouble> {
        let transport = Transport::new(System::RobotManager, Endpoint::new(url, Auth::None))?;
        Ok(Self { transport })
    }

    /// How the practice site is set now.
    pub async fn state(&self) -> Result<Practice, Trouble> {
        let answer = self.transport.call(&READ, Call::default()).await?;
        let state: State = decode::whole(&answer)?;
        let faults = state.faults.into_iter().filter_map(|fault| {
            Some(FaultSpec {
                system: System::parse(&fault.system)?,
                fault: fault.fault,
                value: match fault.value {
                    Value::Null => None,
                    Value::String(text) => Some(text),
                    other => Some(other.to_string()),
                },
                probability: fault.probability,
            })
        });
        Ok(Practice {
            speed: state.speed,
            seed: state.seed,
            elapsed_seconds: state.elapsed_seconds,
            faults: faults.collect(),
            mishaps: state.troubles.into_iter().filter_map(mishap_of).collect(),
        })
    }

    /// Does as the practice panel asks.
    pub async fn send(&self, command: &PracticeCommand) -> Result<(), Trouble> {
        let (operation, body) = match command {
            PracticeCommand::SetSpeed(speed) => (&CHANGE, json!({ "speed": speed })),
            PracticeCommand::SetFaults(faults) => {
                let specs: Vec<String> = faults.iter().map(spec_of).collect();
                (&CHANGE, json!({ "faults": specs }))
            }
            PracticeCommand::PutMishap(mishap) => {
                (&TROUBLE, trouble_of(mishap, Some(mishap.kind.code())))
            }
            PracticeCommand::EndMishap(mishap) => (&TROUBLE, trouble_of(mishap, None)),
            PracticeCommand::Reset => (&RESET, json!({})),
            PracticeCommand::Step(seconds) => (&STEP, json!({ "seconds": seconds })),
        };
        self.put(operation, &body).await
    }

    /// What lies in the trays, and what the pieces are called.
    pub async fn floor(&self) -> Result<Fill, Trouble> {
        let answer = self.transport.call(&FLOOR, Call::default()).await?;
        Ok(decode::whole::<FloorWire>(&answer)?.into_fill())
    }

    /// The next lines; each call hands out others.
    pub async fn lines(&self) -> Result<Fill, Trouble> {
        let call = Call { body: Payload::Json(b"{}".to_vec()), ..Call::default() };
        let answer = self.transport.call(&LINES, call).await?;
        Ok(decode::whole::<FloorWire>(&answer)?.into_fill())
    }

    /// Any other change, for tests and measurements: `/poke` for instance.
    pub async fn poke(&self, fields: BTreeMap<String, Value>) -> Result<(), Trouble> {
        static POKE: Operation = control("practice.poke", Method::Post, "/poke", Kind::Write);
        self.put(&POKE, &json!(fields)).await
    }

    async fn put(&self, operation: &'static Operation, body: &Value) -> Result<(), Trouble> {
        let bytes = serde_json::to_vec(body).map_err(|error| {
            let what = error.to_string();
            Trouble::new(ErrorClass::Fatal, Cause::BadRequest(what.clone()), what)
        })?;
        let call = Call { body: Payload::Json(bytes), ..Call::default() };
        self.transport.call(operation, call).await.map(|_| ())
    }
}

impl FloorWire {
    fn into_fill(self) -> Fill {
        let id = |text: &str| SkuId::new(text);
        Fill {
            lines: self.lines.into_iter().filter_map(LineWire::into_line).collect(),
            layouts: self
                .layouts
                .iter()
                .map(|l| (TrayId::new(&l.tray), TrayLayout { rows: l.rows, columns: l.columns }))
                .collect(),
            contents: self
                .contents
                .into_iter()
                .map(|c| {
                    let content = Content { sku: id(&c.sku), quantity: c.quantity };
                    (TrayId::new(&c.tray), c.compartment, content)
                })
                .collect(),
            barcodes: self.barcodes.into_iter().map(|b| (b.barcode, id(&b.sku))).collect(),
            names: self.names.into_iter().map(|n| (id(&n.sku), n.name)).collect(),
        }
    }
}

impl LineWire {
    /// None for a mode of a newer practice site.
    fn into_line(self) -> Option<PickLine> {
        let mode = Mode::parse(&self.mode)?;
        let (tray, sku) = (TrayId::new(&self.tray), SkuId::new(&self.sku));
        let line = PickLine::new(LineId(Uuid::now_v7()), mode, tray, &self.compartment, sku);
        Some(PickLine {
            quantity: self.quantity,
            order: self.order,
            number: self.number,
            of: self.of,
            ..line
        })
    }
}

/// A trouble as the practice site tells it; one of a newer kind is left out.
fn mishap_of(planted: Planted) -> Option<Mishap> {
    let is_of_bot = planted.bot.is_some();
    let of = planted.bot.or(planted.tray)?;
    let kind = MishapKind::ALL
        .into_iter()
        .find(|kind| kind.code() == planted.kind && kind.is_of_bot() == is_of_bot)?;
    Some(Mishap { kind, of })
}

fn trouble_of(mishap: &Mishap, kind: Option<&str>) -> Value {
    let who = if mishap.kind.is_of_bot() { "bot" } else { "tray" };
    json!({ who: mishap.of, "kind": kind })
}

/// A fault in the grammar of the command line.
pub fn spec_of(fault: &FaultSpec) -> String {
    let value = fault.value.as_ref().map(|value| format!("={value}")).unwrap_or_default();
    let probability =
        fault.probability.map(|probability| format!("@{probability}")).unwrap_or_default();
    format!("{}:{}{value}{probability}", fault.system.id(), fault.fault)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_written_in_the_grammar() {
        let mut fault = FaultSpec {
            system: System::RobotManager,
            fault: "latency".into(),
            value: Some("200".into()),
            probability: Some(0.25),
        };
        assert_eq!(spec_of(&fault), "robot-manager:latency=200@0.25");
        fault.value = None;
        fault.probability = None;
        assert_eq!(spec_of(&fault), "robot-manager:latency");
    }
}
