//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES ../../Library.java
//SOURCES ../support/Server.java

package test.unit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import http.Wire;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import test.support.Server;

/// HTTP that is written by hand.
@DisplayName("Wire")
public class WireTest {
  @Test
  @DisplayName("an answer written by hand is read in whatever pieces it comes")
  void answerInPiecesIsRead() throws IOException {
    var wire = new Wire(Server.closed());
    wire.request("POST /echo", new byte[0]);
    var answer = "HTTP/1.1 200 OK\r\nX: y\r\ncontent-LENGTH: 2100\r\n\r\n" + "b".repeat(2100);
    for (byte piece : answer.getBytes(StandardCharsets.ISO_8859_1)) {
      assertFalse(wire.complete());
      wire.space().put(piece);
    }
    assertTrue(wire.complete());
    assertEquals(200, wire.status());
    assertArrayEquals("b".repeat(2100).getBytes(StandardCharsets.ISO_8859_1), wire.body());
  }

  @ParameterizedTest(quoteTextArguments = false, name = "is no answer: {0}")
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\n\r\n",
        "SSH-2.0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n"
      })
  void malformedAnswerIsRejected(String text) {
    var wire = new Wire(Server.closed());
    wire.space().put(text.getBytes(StandardCharsets.ISO_8859_1));
    assertThrows(ProtocolException.class, wire::complete);
  }
}
