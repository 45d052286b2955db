package io.sluice.benchmark.page;

/** Text in HTML and SVG. */
final class Html {
    private Html() {}

    /** The text with what has a meaning there escaped. */
    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
