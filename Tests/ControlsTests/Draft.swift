import Domain

/// A field read with certainty off the top of page 1.
func field(_ value: FieldValue) -> Field<FieldValue> {
    Field(
        value: value, raw: value.canonical, confidence: 1,
        source: .page(Region(page: 1, box: Box(left: 0, top: 0, right: 10, bottom: 10))))
}
