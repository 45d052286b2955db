package io.sluice.config;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Makes a regular expression of a glob. The JDK's own matcher takes no path that the locale cannot write. Used once. */
final class GlobExpression {
    private final String glob;
    private final StringBuilder text = new StringBuilder();
    private boolean choosing;
    private int at;

    GlobExpression(String glob) {
        this.glob = glob;
    }

    /** @throws PatternSyntaxException when a bracket or a brace is not closed, or a backslash stands last */
    String text() {
        while (at < glob.length()) {
            take(glob.charAt(at++));
        }
        if (choosing) {
            throw wrong("a brace is not closed");
        }
        return text.toString();
    }

    private void take(char letter) {
        switch (letter) {
            case '*' -> star();
            case '?' -> text.append("[^/]");
            case '[' -> range();
            case '{' -> open();
            case '}' -> close();
            case '\\' -> escaped();
            case ',' -> text.append(choosing ? "|" : ",");
            default -> text.append(Pattern.quote(String.valueOf(letter)));
        }
    }

    private void star() {
        if (!glob.startsWith("*", at)) {
            text.append("[^/]*");
        } else if (glob.startsWith("*/", at)) {
            at += 2;
            text.append("(?:.*/)?");
        } else {
            at++;
            text.append(".*");
        }
    }

    private void range() {
        int end = glob.indexOf(']', at + 1);
        if (end < 0) {
            throw wrong("a bracket is not closed");
        }
        String letters = glob.substring(at, end);
        boolean others = letters.startsWith("!");
        String listed = (others ? letters.substring(1) : letters).replaceAll("[\\\\\\[\\]&^]", "\\\\$0");
        text.append("(?!/)[").append(others ? "^" : "").append(listed).append(']');
        at = end + 1;
    }

    private void open() {
        if (choosing) {
            throw wrong("a brace stands in another one");
        }
        choosing = true;
        text.append("(?:");
    }

    private void close() {
        text.append(choosing ? ")" : "\\}");
        choosing = false;
    }

    private void escaped() {
        if (at == glob.length()) {
            throw wrong("a backslash stands last");
        }
        text.append(Pattern.quote(String.valueOf(glob.charAt(at++))));
    }

    private PatternSyntaxException wrong(String what) {
        return new PatternSyntaxException(what, glob, at);
    }
}
