//! Every way such a file is written, and every way it is wrong.

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::domain::tray_layout::TrayStock;

fn read_with(text: &str, kind: Kind, known: Known<'_>) -> Checked {
    let mut number = 0_u128;
    check(text.as_bytes(), kind, known, &mut || {
        number += 1;
        Uuid::from_u128(number)
    })
}

fn read(text: &str, kind: Kind) -> Checked {
    read_with(text, kind, Known::default())
}

fn causes(checked: &Checked) -> Vec<(usize, Option<Column>, &'static str)> {
    checked.faults.iter().map(|one| (one.row, one.column, one.cause.code())).collect()
}

#[test]
fn comma_semicolon_tab_bom_quotes_and_crlf_are_all_the_same() {
    let plain = "mode,tray,compartment,SKU,quantity,order,number,of\npicking,412,B2,H1,3,O-1,1,2\n";
    let semicolons = "\u{feff}Modus;Tray ID;Fach;Artikel;Menge;Auftrag;Zeile;von\r\nEntnehmen;412;b02;H1;3;O-1;1;2\r\n";
    let tabs = "\"tray\"\t\"cell\"\t\"sku_id\"\t\"qty\"\t\"order_no\"\t\"line\"\t\"of\"\n\n\"412\"\tB2\tH1\t 3 \tO-1\t1\t2";
    let wanted = read(plain, Kind::Lines);
    assert!(wanted.is_good(), "{wanted:?}");
    assert_eq!(wanted.fill.lines.len(), 1);
    for text in [semicolons, tabs] {
        assert_eq!(read(text, Kind::Lines), wanted, "{text:?}");
    }
    let quoted = read("SKU,name\nH1,\"Mug, \"\"blue\"\"\nlarge\"\nH2,Lamp\n", Kind::Names);
    let names: Vec<_> = quoted.fill.names.iter().map(|(_, name)| name.as_str()).collect();
    assert_eq!(names, ["Mug, \"blue\"\nlarge", "Lamp"]);
}

#[test]
fn every_fault_is_told_by_row_and_column_and_nothing_is_good() {
    let text = "mode,tray,compartment,sku,quantity,order,number,of
steal,412,B2,H1,3,O-1,1,2
picking,,B2,H1,3,O-1,2,2
picking,412,2B,H1,3,O-2,1,1

picking,412,B2,,0,O-3,1,1
picking,412,B2,H1,10000,O-4,3,2
picking,412,B2,H1,1.5,O-1,1,2
";
    let checked = read(text, Kind::Lines);
    assert!(!checked.is_good());
    assert_eq!(
        causes(&checked),
        [
            (2, Some(Column::Mode), "unknown-mode"),
            (3, Some(Column::Tray), "empty"),
            (4, Some(Column::Compartment), "not-a-compartment"),
            (6, Some(Column::Sku), "empty"),
            (6, Some(Column::Quantity), "not-between"),
            (7, Some(Column::Quantity), "not-between"),
            (7, Some(Column::Number), "more-than-of"),
            (8, Some(Column::Quantity), "not-between"),
            (8, Some(Column::Number), "twice"),
        ]
    );
}

#[test]
fn a_compartment_that_the_tray_does_not_have_is_a_fault_a_strange_tray_a_warning() {
    let mut floor = Floor::default();
    let layout = Some(TrayLayout { rows: 2, columns: 2 });
    floor.stock.insert("412".into(), Arc::new(TrayStock { layout, ..TrayStock::default() }));
    let tray = Tray {
        id: "412".into(),
        status: None,
        height: None,
        weight: None,
        divider: None,
        tags: Vec::new(),
    };
    let trays = [tray];
    let known = Known { floor: Some(&floor), trays: Some(&trays) };
    let text = "tray,compartment,sku,quantity\n412,C1,H1,1\n9,C1,H1,0\n9,A1,H1,1\n";
    let checked = read_with(text, Kind::Contents, known);
    assert_eq!(causes(&checked), [(2, Some(Column::Compartment), "not-in-layout")]);
    let warned: Vec<_> = checked.warnings.iter().map(|one| (one.row, one.cause.code())).collect();
    assert_eq!(warned, [(3, "unknown-tray")], "once a tray");
}

#[test]
fn layouts_barcodes_and_contents_are_there_once() {
    let layouts = read("tray,rows,columns\n1,3,4\n1,2,2\n2,13,0\n", Kind::Layouts);
    assert_eq!(
        causes(&layouts),
        [
            (3, Some(Column::Tray), "twice"),
            (4, Some(Column::Rows), "not-between"),
            (4, Some(Column::Columns), "not-between"),
        ]
    );
    let barcodes = read("barcode,sku\n400,H1\n400,H2\n400,H1\n", Kind::Barcodes);
    assert_eq!(causes(&barcodes), [(4, Some(Column::Barcode), "twice")]);
    let contents = read("tray,compartment,sku,quantity\n1,A1,H1,4\n1,a01,H2,4\n", Kind::Contents);
    assert_eq!(causes(&contents), [(3, Some(Column::Compartment), "twice")]);
}

#[test]
fn a_file_that_is_none_says_so() {
    assert_eq!(
        causes(&read("tray,rows\n1,2\n", Kind::Layouts)),
        [(1, Some(Column::Columns), "no-column")]
    );
    assert_eq!(causes(&read("tray,rows,columns\n\n", Kind::Layouts)), [(0, None, "no-rows")]);
    let bytes = check(&[0xff, 0xfe, 0], Kind::Names, Known::default(), &mut Uuid::nil);
    assert_eq!(causes(&bytes), [(0, None, "not-text")]);
    assert_eq!(read("", Kind::Names).faults.len(), 2, "both columns are missing");
}

#[test]
fn many_faults_are_counted_and_not_all_told() {
    let text: String = (0..FAULTS_TOLD + 5).map(|_| "1,\n").collect();
    let checked = read(&format!("sku,name\n{text}"), Kind::Names);
    assert_eq!((checked.faults.len(), checked.faults_more), (FAULTS_TOLD, 5));
}

proptest! {
    #[test]
    fn nothing_in_a_file_makes_it_stumble_and_what_is_good_is_within_bounds(
        text in "[a-zA-Z0-9,;\t\"\n\r \u{feff}äß-]{0,400}"
    ) {
        for kind in Kind::ALL {
            let headed = format!("mode,tray,compartment,sku,quantity,order,rows,columns,barcode,name\n{text}");
            for line in read(&headed, kind).fill.lines {
                prop_assert!((1..=PIECES_AT_MOST).contains(&line.quantity));
                prop_assert!(!line.sku.as_str().is_empty() && !line.tray.as_str().is_empty());
            }
            let _ = read(&text, kind);
        }
    }
}

#[test]
fn a_line_without_an_order_that_is_open_already_is_warned_of() {
    let text = "tray,compartment,sku,quantity,order\n412,B2,H1,3,\n412,B2,H1,4,\n412,b2,H1,3,O-1\n";
    let first = read(text, Kind::Lines);
    assert!(first.is_good() && first.warnings.is_empty());
    let mut floor = Floor::default();
    for line in first.fill.lines {
        let id = LineId(Uuid::from_u128(floor.lines.len() as u128));
        floor.lines.insert(id, Arc::new(PickLine { id, ..line }));
    }
    let known = Known { floor: Some(&floor), trays: None };
    let again = check(text.as_bytes(), Kind::Lines, known, &mut Uuid::nil);
    let told: Vec<_> = again.warnings.iter().map(|one| (one.row, one.cause.code())).collect();
    assert_eq!(told, [(2, "same-line"), (3, "same-line"), (4, "known-line")]);
    assert!(again.is_good());
}

#[test]
fn a_file_without_numbers_counts_the_lines_of_each_order() {
    let text = "tray,compartment,SKU,quantity,order\n412,B2,H1,3,O-1\n412,B3,H2,1,O-2\n413,A1,H3,1,O-1\n413,A2,H4,1,\n";
    let checked = read(text, Kind::Lines);
    assert!(checked.is_good(), "{checked:?}");
    let numbers: Vec<_> =
        checked.fill.lines.iter().map(|line| (line.order.as_str(), line.number, line.of)).collect();
    assert_eq!(numbers, [("O-1", 1, 2), ("O-2", 1, 1), ("O-1", 2, 2), ("", 1, 1)]);
}
