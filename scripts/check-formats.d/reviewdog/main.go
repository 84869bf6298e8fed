// SPDX-License-Identifier: Apache-2.0

// Reads a report with reviewdog's own reader for the format that the argument
// names, and prints rule, severity and line of what reviewdog makes of it.
package main

import (
	"fmt"
	"log"
	"os"

	"github.com/reviewdog/reviewdog/parser"
)

func main() {
	reader, err := parser.New(&parser.Option{FormatName: os.Args[1]})
	if err != nil {
		log.Fatal(err)
	}
	diagnostics, err := reader.Parse(os.Stdin)
	if err != nil {
		log.Fatal(err)
	}
	for _, each := range diagnostics {
		fmt.Println(each.GetCode().GetValue(), each.GetSeverity(),
			each.GetLocation().GetRange().GetStart().GetLine())
	}
}
