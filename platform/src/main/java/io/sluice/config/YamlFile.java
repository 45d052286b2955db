package io.sluice.config;

import io.sluice.config.Value.Mapping;
import io.sluice.config.Value.Member;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** One YAML file as values with places. Of YAML there is what a configuration needs: no anchors, no tags of one's own. */
final class YamlFile {
    private static final int MOST_BYTES = 1 << 20;

    private final Path file;
    private final Problems problems;

    YamlFile(Path file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** What it holds: nothing for an empty file, and where it is wrong. */
    Mapping read() {
        Optional<Node> root = text().flatMap(this::compose);
        if (root.isPresent() && root.get() instanceof MappingNode mapping) {
            return mapping(mapping);
        }
        root.filter(node -> !node.getTag().equals(Tag.NULL))
                .ifPresent(node -> problems.add(
                        place(node.getStartMark()), "the file is no mapping", "begin every line with 'key: value'"));
        return new Mapping(place(0), Map.of());
    }

    private Optional<String> text() {
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] bytes = stream.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                problems.add(place(0), "the file is longer than a mebibyte", "name a config.yaml");
                return Optional.empty();
            }
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (NoSuchFileException missing) {
            problems.add(place(0), "there is no such file", "write it, or name another; without one the defaults hold");
        } catch (CharacterCodingException notText) {
            problems.add(place(0), "the file is not text in UTF-8", "save it in UTF-8");
        } catch (IOException unreadable) {
            problems.add(place(0), "the file cannot be read: " + reason(unreadable), "make it a readable file");
        }
        return Optional.empty();
    }

    private static String reason(IOException failure) {
        return failure instanceof java.nio.file.FileSystemException named && named.getReason() != null
                ? named.getReason()
                : failure.getClass().getSimpleName();
    }

    private Optional<Node> compose(String text) {
        try {
            LoadSettings settings = LoadSettings.builder()
                    .setLabel(file.toString())
                    .setAllowNonScalarKeys(true)
                    .build();
            return new Compose(settings).composeString(text);
        } catch (MarkedYamlEngineException malformed) {
            String what = malformed.getProblem().lines().findFirst().orElse("it cannot be read");
            problems.add(place(malformed.getProblemMark()), "this is no YAML: " + what, "correct the line");
        } catch (YamlEngineException malformed) {
            String what =
                    String.valueOf(malformed.getMessage()).lines().findFirst().orElse("it cannot be read");
            problems.add(place(0), "this is no YAML: " + what, "correct the file");
        }
        return Optional.empty();
    }

    private Value value(Node node) {
        Place place = place(node.getStartMark());
        if (node.getAnchor().isPresent()) {
            problems.add(place, "anchors and aliases are not used here", "write the value out");
            return new Value.Nothing(place);
        }
        if (node instanceof MappingNode mapping) {
            return mapping(mapping);
        }
        if (node instanceof SequenceNode sequence) {
            return new Value.Sequence(
                    place, sequence.getValue().stream().map(this::value).toList());
        }
        return node.getTag().equals(Tag.NULL)
                ? new Value.Nothing(place)
                : new Value.Text(place, ((ScalarNode) node).getValue());
    }

    private Mapping mapping(MappingNode node) {
        Map<String, Member> members = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            Place place = place(tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(place, "a key is no single word", "write 'key: value'");
            } else if (members.putIfAbsent(key.getValue(), new Member(place, value(tuple.getValueNode()))) != null) {
                problems.add(place, "the key '" + key.getValue() + "' stands here a second time", "remove one of them");
            }
        }
        return new Mapping(place(node.getStartMark()), members);
    }

    private Place place(Optional<Mark> mark) {
        return place(mark.map(found -> found.getLine() + 1).orElse(0));
    }

    private Place place(int line) {
        return new Place(file.toString(), line);
    }
}
