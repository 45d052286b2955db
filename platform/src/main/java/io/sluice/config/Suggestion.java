package io.sluice.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the word that a person may have meant. */
public final class Suggestion {
    private Suggestion() {}

    /** The nearest of {@code known} to {@code word}; empty when none is near: more than a third of its letters differ. */
    public static Optional<String> nearest(String word, Collection<String> known) {
        int most = Math.max(1, word.length() / 3);
        return known.stream()
                .filter(candidate -> distance(word, candidate) <= most)
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
    }

    /** As a remedy: the nearest, or all that there are. */
    public static String of(String word, Collection<String> known) {
        return nearest(word, known)
                .map(candidate -> "did you mean '" + candidate + "'?")
                .orElseGet(() -> known.isEmpty() ? "remove it" : "there are: " + String.join(", ", known));
    }

    /** How many letters to insert, remove, replace, or swap with their neighbour, to get from one to the other. */
    private static int distance(String from, String to) {
        int[][] steps = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                steps[i][j] = i == 0 || j == 0 ? i + j : fewest(steps, from, to, i, j);
            }
        }
        return steps[from.length()][to.length()];
    }

    private static int fewest(int[][] steps, String from, String to, int i, int j) {
        boolean equal = from.charAt(i - 1) == to.charAt(j - 1);
        int least = Math.min(steps[i - 1][j - 1] + (equal ? 0 : 1), Math.min(steps[i - 1][j], steps[i][j - 1]) + 1);
        boolean swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(least, steps[i - 2][j - 2] + 1) : least;
    }
}
