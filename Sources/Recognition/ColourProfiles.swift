/// Stands in, within a program that reads, for Little CMS's function `cmsCreateTransform`: there is none.
///
/// Poppler converts an archival PDF's colour profile anew whenever it walks a page, 10 ms each time and nine tenths
/// of the cost of a digital invoice. Without a transform it falls back to plain device colours, and what is read
/// here is read in grey. Where the linker does not let it stand in, everything is as before, only slower.
@_cdecl("cmsCreateTransform")
public func colourTransform(
    _ input: UnsafeMutableRawPointer?, _ inputFormat: UInt32, _ output: UnsafeMutableRawPointer?,
    _ outputFormat: UInt32, _ intent: UInt32, _ flags: UInt32
) -> UnsafeMutableRawPointer? {
    nil
}
