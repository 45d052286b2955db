package io.sluice.config;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which paths a rule is for. {@code *} and {@code ?} stand for any letters, or one, of a name; {@code **} for any number of
 * names; {@code [a-z]} and {@code [!a-z]} for one letter of a range, or none of it; {@code {a,b}} for one of several; a
 * backslash takes the next letter by itself. A pattern without a slash is for the last name of a path.
 */
public final class PathPattern {
    /** What a person is told to write. */
    static final String WANTED = "a pattern such as *.log or /srv/**";

    private static final String ALL = "**";
    private static final String SPECIAL = "*?[]{},\\";

    private final String glob;
    private final Pattern expression;
    private final String beginning;
    private final String ending;

    private PathPattern(String glob, Pattern expression) {
        this.glob = glob;
        this.expression = expression;
        this.beginning = beginning(glob);
        this.ending = ending(glob);
    }

    /** The pattern that is written so; empty when it is none, or could be for no path. */
    public static Optional<PathPattern> parse(String glob) {
        if (glob.isEmpty() || (glob.contains("/") && !glob.startsWith("/") && !glob.startsWith("**"))) {
            return Optional.empty();
        }
        try {
            String expression = new GlobExpression(glob).text();
            return Optional.of(new PathPattern(glob, Pattern.compile(expression, Pattern.DOTALL)));
        } catch (PatternSyntaxException malformed) {
            return Optional.empty();
        }
    }

    /** Whether it is for this absolute path. */
    public boolean fits(String path) {
        // Nearly all of the thousands of paths that a tree may have are told by these.
        if (glob.equals(ALL)) {
            return true;
        }
        boolean whole = glob.contains("/");
        if (!path.endsWith(ending) || (whole && !path.startsWith(beginning))) {
            return false;
        }
        String subject = whole ? path : path.substring(path.lastIndexOf('/') + 1);
        return expression.matcher(subject).matches();
    }

    /** What every path that fits begins with, where the pattern is for whole paths. */
    private static String beginning(String glob) {
        int end = 0;
        while (end < glob.length() && SPECIAL.indexOf(glob.charAt(end)) < 0) {
            end++;
        }
        return glob.substring(0, end);
    }

    /** What every path that fits ends in. */
    private static String ending(String glob) {
        int start = glob.length();
        while (start > 0 && SPECIAL.indexOf(glob.charAt(start - 1)) < 0) {
            start--;
        }
        return glob.substring(start);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PathPattern that && glob.equals(that.glob);
    }

    @Override
    public int hashCode() {
        return Objects.hash(glob);
    }

    /** As it was written. */
    @Override
    public String toString() {
        return glob;
    }
}
