//DEPS com.fasterxml.jackson.core:jackson-databind:2.22.4
//SOURCES ../result/Histograms.java

package worker;

import module java.base;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import org.HdrHistogram.Histogram;
import result.Histograms;

/// Reads a histogram. Its form is either the histogram's text, or pairs of a value in nanoseconds
/// and its count.
final class HistogramReader extends JsonDeserializer<String> {
  @Override
  public String deserialize(JsonParser json, DeserializationContext context) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_STRING) return json.getText();
    var histogram = new Histogram(3);
    for (var pair : context.readValue(json, long[][].class))
      histogram.recordValueWithCount(pair[0], pair[1]);
    return Histograms.encode(histogram);
  }
}
