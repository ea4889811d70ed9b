//! Whether the data of a stream can be unpacked to its end. The only file that knows hayro-ccitt and hayro-jbig2.

use flate2::{Decompress, FlushDecompress, Status};
use hayro_ccitt::{DecodeSettings, DecoderContext, EncodingMode};
use hayro_syntax::Filter;
use hayro_syntax::object::{Array, Dict, Object, Stream};

use crate::capture::leptonica;

/// What is wrong with the data of a stream.
pub fn fault(stream: &Stream<'_>) -> Option<&'static str> {
    let data = stream.raw_data();
    let is_sound = match stream.filters().first() {
        None => return length_fault(stream.dict(), data.len()),
        Some(Filter::FlateDecode) => inflates(&data),
        Some(Filter::DctDecode) => !leptonica::jpeg_is_damaged(&data),
        // The mark of the end; the decoder is too slow to be run for this alone.
        Some(Filter::JpxDecode) => data.trim_ascii_end().ends_with(&[0xff, 0xd9]),
        Some(Filter::CcittFaxDecode) => is_whole_fax(stream.dict(), &data),
        Some(Filter::Jbig2Decode) => is_whole_jbig2(stream.dict(), &data),
        Some(_) => stream.decoded_data().is_ok(),
    };
    (!is_sound).then_some(match stream.dict().get::<hayro_syntax::object::Name<'_>>("Subtype") {
        Some(kind) if kind.as_str() == "Image" => "the data of an image are damaged",
        _ => "packed data are damaged",
    })
}

/// Data that are not packed may lack bytes; nothing but their length tells.
fn length_fault(dict: &Dict<'_>, found: usize) -> Option<&'static str> {
    /// Line ends may be counted or not.
    const TOLERANCE: usize = 2;
    let stated = dict.get::<u32>("Length")? as usize;
    (stated.abs_diff(found) > TOLERANCE).then_some("data are not as long as they should be")
}

/// Unpacks to nowhere. A checksum that is missing is forgiven, one that is wrong is not.
fn inflates(data: &[u8]) -> bool {
    const HEADER: usize = 2;
    const CHECKSUM: u64 = 4;
    let ends = |mut state: Decompress, data: &[u8]| {
        let mut nowhere = vec![0; 1 << 16];
        loop {
            let before = (state.total_in(), state.total_out());
            let rest = data
                .get(usize::try_from(before.0).unwrap_or(usize::MAX)..)
                .unwrap_or_default();
            match state.decompress(rest, &mut nowhere, FlushDecompress::None) {
                Ok(Status::StreamEnd) => return Some(state.total_in()),
                Ok(_) if (state.total_in(), state.total_out()) != before => {}
                _ => return None,
            }
        }
    };
    if data.is_empty() || ends(Decompress::new(true), data).is_some() {
        return true;
    }
    let Some(packed) = data.get(HEADER..) else {
        return false;
    };
    ends(Decompress::new(false), packed)
        .is_some_and(|end| packed.trim_ascii_end().len() as u64 - end.min(packed.len() as u64) < CHECKSUM)
}

/// The parameters of a stream's first filter.
fn parameters<'a>(dict: &Dict<'a>) -> Dict<'a> {
    match dict
        .get::<Object<'a>>("DecodeParms")
        .or_else(|| dict.get::<Object<'a>>("DP"))
    {
        Some(Object::Dict(parameters)) => parameters,
        Some(Object::Array(all)) => first_dict(&all),
        _ => Dict::empty(),
    }
}

fn first_dict<'a>(all: &Array<'a>) -> Dict<'a> {
    all.iter::<Object<'a>>()
        .next()
        .and_then(Object::into_dict)
        .unwrap_or_default()
}

fn is_whole_fax(dict: &Dict<'_>, data: &[u8]) -> bool {
    struct Rows(u32);
    impl hayro_ccitt::Decoder for Rows {
        fn push_row(&mut self, _: &[u32]) {
            self.0 += 1;
        }
    }
    let parameters = parameters(dict);
    let flag = |key, otherwise| parameters.get::<bool>(key).unwrap_or(otherwise);
    let rows = dict.get::<u32>("Height").unwrap_or(0);
    let settings = DecodeSettings {
        columns: parameters.get::<u32>("Columns").unwrap_or(1728),
        rows,
        end_of_block: flag("EndOfBlock", true),
        end_of_line: flag("EndOfLine", false),
        rows_are_byte_aligned: flag("EncodedByteAlign", false),
        encoding: match parameters.get::<i32>("K").unwrap_or(0) {
            0 => EncodingMode::Group3_1D,
            1.. => EncodingMode::Group3_2D,
            _ => EncodingMode::Group4,
        },
        strict: false,
    };
    let mut read = Rows(0);
    hayro_ccitt::decode(data, &mut read, &mut DecoderContext::new(settings)).is_ok() && read.0 >= rows
}

fn is_whole_jbig2(dict: &Dict<'_>, data: &[u8]) -> bool {
    struct Nowhere;
    impl hayro_jbig2::Decoder for Nowhere {
        fn push_pixel(&mut self, _: bool) {}
        fn push_pixel_chunk(&mut self, _: bool, _: u32) {}
        fn next_line(&mut self) {}
    }
    let settings = hayro_jbig2::DecodeSettings { strict: false };
    let globals = match parameters(dict).get::<Stream<'_>>("JBIG2Globals") {
        Some(stream) => match stream
            .decoded_data()
            .map(|data| hayro_jbig2::Globals::new(&data, &settings))
        {
            Ok(Ok(globals)) => Some(globals),
            _ => return false,
        },
        None => None,
    };
    hayro_jbig2::Page::new_embedded(data, globals.as_ref(), &settings)
        .is_ok_and(|page| page.decode(&mut Nowhere).is_ok())
}
