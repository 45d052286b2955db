package io.sluice.cli;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Runs one command after the other in one process, as a service that holds the platform does. Each is read from standard
 * input, as a count and so many words; its status, its output and its errors are written to standard output.
 */
public final class Served {
    private Served() {}

    /** Serves until there is nothing to read. */
    public static void main(String[] unused) throws IOException {
        DataInputStream requests = new DataInputStream(System.in);
        DataOutputStream answers = new DataOutputStream(System.out);
        try {
            while (true) {
                String[] words = new String[requests.readInt()];
                for (int i = 0; i < words.length; i++) {
                    words[i] = requests.readUTF();
                }
                answer(words, answers);
            }
        } catch (EOFException nobody) {
            // Whoever asked has ended.
        }
    }

    private static void answer(String[] words, DataOutputStream answers) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        answers.writeInt(Main.run(words));
        for (ByteArrayOutputStream said : new ByteArrayOutputStream[] {out, err}) {
            answers.writeInt(said.size());
            said.writeTo(answers);
        }
        answers.flush();
    }
}
