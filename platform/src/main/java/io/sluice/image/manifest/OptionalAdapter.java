package io.sluice.image.manifest;

import com.google.gson.Gson;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.util.Optional;

/** Lets Gson write an {@link Optional} as its value, or leave it out. */
public final class OptionalAdapter implements TypeAdapterFactory {

    @Override
    @SuppressWarnings("unchecked") // the token says that T is Optional
    public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
        if (type.getRawType() != Optional.class || !(type.getType() instanceof ParameterizedType optional)) {
            return null;
        }
        return (TypeAdapter<T>) of(gson.getAdapter(TypeToken.get(optional.getActualTypeArguments()[0])));
    }

    private static <V> TypeAdapter<Optional<V>> of(TypeAdapter<V> values) {
        return new TypeAdapter<>() {
            @Override
            public void write(JsonWriter json, Optional<V> value) throws IOException {
                if (value.isPresent()) {
                    values.write(json, value.get());
                } else {
                    json.nullValue();
                }
            }

            @Override
            public Optional<V> read(JsonReader json) throws IOException {
                if (json.peek() == JsonToken.NULL) {
                    json.nextNull();
                    return Optional.empty();
                }
                return Optional.ofNullable(values.read(json));
            }
        };
    }
}
