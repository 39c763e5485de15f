package import Domain

extension DocumentKind {
    /// The kind that a document type code stands for (UN/EDIFACT 1001, the list EN 16931 takes BT-3 from).
    ///
    /// Codes that are not in it are taken for invoices: that is what the documents carrying them are.
    package init(documentTypeCode code: some StringProtocol) {
        switch code.trimmingWhitespace {
        case "81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "532": self = .creditNote
        case "220", "221", "222", "223", "224", "225", "226", "227", "228", "230", "402":
            self = .purchaseOrder
        case "231", "320", "405": self = .orderResponse
        case "270", "351", "352": self = .deliveryNote
        case "310": self = .quotation
        case "325": self = .other  // a pro forma invoice claims no money
        case "481", "493": self = .remittanceAdvice
        default: self = .invoice
        }
    }
}
