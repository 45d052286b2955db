package io.sluice.validate;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.config.ComponentChoice;
import io.sluice.config.FileRule;
import io.sluice.config.Value;
import io.sluice.plugin.Chosen;
import io.sluice.spi.file.FileValidator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * By what a cookie is found again: what file it was, in which state, and by which methods of which version with which settings
 * the cookie was made.
 *
 * @param text letters, digits and hyphens
 */
record CookieKey(String text) {

    static CookieKey of(FileFacts facts, FileRule rule, List<Chosen<FileValidator>> methods) {
        String versions =
                methods.stream().map(method -> method.named().toString()).collect(Collectors.joining(","));
        String settings = rule.methods().stream().map(CookieKey::choice).collect(Collectors.joining(","));
        return new CookieKey(String.join(
                "-",
                digest(versions + settings + rule.onMismatch()),
                Long.toHexString(facts.device()),
                Long.toHexString(facts.inode()),
                Long.toHexString(facts.size()),
                Long.toHexString(facts.modified()),
                Long.toHexString(facts.changed())));
    }

    private static String choice(ComponentChoice choice) {
        return choice.name() + text(choice.settings());
    }

    private static String text(Value value) {
        if (value instanceof Value.Mapping mapping) {
            return mapping.members().entrySet().stream()
                    .map(member ->
                            member.getKey() + "=" + text(member.getValue().value()))
                    .sorted()
                    .collect(Collectors.joining(";", "{", "}"));
        }
        if (value instanceof Value.Sequence list) {
            return list.items().stream().map(CookieKey::text).collect(Collectors.joining(";", "[", "]"));
        }
        return value.sort();
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
