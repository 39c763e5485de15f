import Foundation
import Testing

@testable import Evaluation

struct PredictionTests {
    private func prediction(_ text: String) throws -> Prediction { try Prediction(file: Data(text.utf8)) }

    @Test(arguments: [
        "12345678901234567890", "9300000000000000000", "-9300000000000000001", "0.10", "17", "1e400",
    ])
    func `A number keeps every digit it is written with`(number: String) throws {
        let read = try prediction(#"{"fields": {"invoice_number": \#(number)}}"#)
        #expect(read.fields["invoice_number"]?.text == number)
        let object = try prediction(
            #"{"fields": {"invoice_number": {"value": \#(number), "confidence": 0.5}}}"#)
        #expect(object.fields["invoice_number"]?.text == number)
        #expect(object.fields["invoice_number"]?.confidence == 0.5)
    }

    @Test(arguments: ["null", "true", "[1]", "{}"])
    func `What is neither text nor number is no value`(value: String) throws {
        #expect(try prediction(#"{"fields": {"invoice_number": \#(value)}}"#).fields == [:])
    }

    @Test(arguments: ["", "{", #"{"fields": {"a": 1, "a": 2}}"#])
    func `A file that is no JSON is refused`(text: String) {
        #expect(throws: (any Error).self) { try prediction(text) }
    }
}
