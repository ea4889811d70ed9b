//! The published schema and the code say the same.

use expect_test::expect_file;

use crate::sandbox::Sandbox;

#[test]
fn the_published_schema_is_that_of_the_code() {
    expect_file!["../schemas/protocol.schema.json"].assert_eq(&Sandbox::new().expect(0, &["schema"]));
}
