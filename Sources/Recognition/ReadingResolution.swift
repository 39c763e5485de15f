internal import CLeptonica

extension PixelImage {
    /// The image at a resolution that is true and fit to be read.
    ///
    /// What a file says of its resolution is believed where it makes a sheet of ordinary size. Otherwise the sheet is
    /// taken for A4 or, where it is narrow, for a till roll of 80 mm.
    func atReadingResolution() -> PixelImage? {
        let stated = Double(pixGetXRes(pix))
        let vertical = Double(pixGetYRes(pix))
        let squeeze = stated > 0 && vertical > 0 && stated / vertical > 1.2 ? stated / vertical : 1
        let short = Double(min(width, height))
        let long = Double(max(width, height))
        var resolution = stated
        if !(95...1300).contains(stated) || long / stated > 40 || long / stated < 3 || stated == 96 {
            resolution = long / short > 1.75 ? short / 3.15 : long / 11.69
        }
        // Beyond 300 dpi reading costs more and finds no more; 30 megapixels bound the memory of odd sheets.
        let reduction = min(1, 300 / resolution, (30e6 / (long * short)).squareRoot())
        guard let image = scaled(x: reduction, y: reduction * squeeze) else { return nil }
        image.resolution = max(1, Int((resolution * reduction).rounded()))
        return image
    }
}
