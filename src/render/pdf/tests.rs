use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};

use super::sample::{DATE, everything, files};
use super::{Pdf, render};

fn printed() -> Pdf {
    let mut files = files();
    let document = everything(&mut files);
    match render(&document, &files, DATE) {
        Ok(pdf) => pdf,
        Err(findings) => panic!(
            "{}",
            findings
                .iter()
                .map(|finding| {
                    let span = finding.primary.span;
                    let (line, column) = files.line_column(span.file, span.start);
                    format!("{}:{line}:{column}: {} {:?}\n", files.shown(span.file), finding.message, finding.help)
                })
                .collect::<String>()
        ),
    }
}

#[test]
fn every_kind_of_block_conforms_to_both_standards() {
    let pdf = printed();
    if let Ok(path) = std::env::var("AGREEMENT_SAMPLE") {
        std::fs::write(path, &pdf.bytes).unwrap();
    }
    for profile in [ValidationProfile::PdfUa1, ValidationProfile::PdfA2a] {
        let options = ValidationOptions::default().profile(profile);
        let report = validate_pdf_bytes(&pdf.bytes, &options).unwrap();
        assert!(report.failures.is_empty(), "{profile:?}: {:#?}", report.failures);
    }
}
