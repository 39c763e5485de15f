import Domain
import Testing

@Suite struct GeometryTests {
    private static let frame = Box(left: 10, top: 10, right: 30, bottom: 20)

    @Test(arguments: [
        (Box(left: 0, top: 12, right: 24, bottom: 18), true), (frame, true),
        (Box(left: 30, top: 15, right: 30, bottom: 15), true),
        (Box(left: 0, top: 12, right: 18, bottom: 18), false),
        (Box(left: 12, top: 16, right: 20, bottom: 26), false),
    ])
    func `a rectangle lies where its middle is`(box: Box, isHeld: Bool) {
        #expect(Self.frame.holdsMiddle(of: box) == isHeld)
    }

    @Test func `a frame drawn the wrong way round holds nothing`() {
        let turned = Box(left: 30, top: 20, right: 10, bottom: 10)
        #expect(!turned.holdsMiddle(of: Self.frame))
    }
}
