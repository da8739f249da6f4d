using System.Text.Json;
using Grad.GradBench;

// GradBench's protocol: one message a line in, one answer a line out, until the input ends.
var tool = new Tool();
using var output = Console.OpenStandardOutput();
while (Console.ReadLine() is { } line)
{
    if (string.IsNullOrWhiteSpace(line)) continue;
    using var message = JsonDocument.Parse(line);
    using (var writer = new Utf8JsonWriter(output)) tool.Answer(message.RootElement, writer);
    output.WriteByte((byte)'\n');
    output.Flush();
}
