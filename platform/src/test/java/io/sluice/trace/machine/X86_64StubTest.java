package io.sluice.trace.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the listing says is what a disassembler reads. */
class X86_64StubTest {
    private static final int ROOM = 1400;
    private static final Pattern LINE = Pattern.compile("^ *([0-9a-f]+):\\t[0-9a-f ]+\\t(\\w+) *([^#<]*)");
    private static final Pattern LISTED = Pattern.compile("^ *([0-9a-f]+)  [0-9a-f]+ +(\\w+) *(.*)$");

    @TempDir
    Path folder;

    @Test
    void theListingIsWhatTheProcessorReads() throws IOException, InterruptedException {
        Stub stub = Machine.current().stub();
        List<String> read = new ArrayList<>();
        for (String line : disassembled(stub.code())) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.find()) {
                read.add(matcher.group(1) + " " + matcher.group(2) + " " + operands(matcher.group(3)));
            }
        }
        List<String> listed = new ArrayList<>();
        for (String line : stub.listing()) {
            Matcher matcher = LISTED.matcher(line);
            if (matcher.find()) {
                listed.add(matcher.group(1) + " " + matcher.group(2) + " " + operands(matcher.group(3)));
            }
        }
        assertThat(listed).hasSizeGreaterThan(60);
        assertThat(read).containsAll(listed);
    }

    @Test
    void itFitsBehindTheCodeOfTheVdso() {
        assertThat(Machine.current().stub().code().length).isLessThan(ROOM);
    }

    /** Only the registers and numbers: where a label is, is told by the code itself when it runs. */
    private static String operands(String text) {
        String plain = text.trim()
                .replace("QWORD PTR ", "")
                .replaceAll("\\[[^+\\]]*\\]", "[]")
                .replaceAll("\\[rip\\+0x[0-9a-f]+\\]", "[]")
                .replaceAll("\\b(e)(ax|bx|cx|dx|si|di|sp|bp)\\b", "r$2")
                .replaceAll("\\b(r\\d+)d\\b", "$1")
                .replaceAll(", ", ",");
        Matcher number = Pattern.compile("0x([0-9a-f]+)").matcher(plain);
        plain = number.replaceAll(match -> String.valueOf(Long.parseLong(match.group(1), 16)));
        return plain.matches("[\\d\\w]+( \\w+)?") && !plain.contains(",") ? "" : plain.toLowerCase(Locale.ROOT);
    }

    private List<String> disassembled(byte[] code) throws IOException, InterruptedException {
        Path file = folder.resolve("stub.bin");
        Files.write(file, code);
        Process objdump;
        try {
            objdump = new ProcessBuilder(
                            "objdump", "-D", "-b", "binary", "-m", "i386:x86-64", "-M", "intel", file.toString())
                    .start();
        } catch (IOException absent) {
            assumeTrue(false, "no objdump, of binutils");
            throw absent;
        }
        String output = new String(objdump.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        objdump.waitFor();
        return List.of(output.split("\n", -1));
    }
}
