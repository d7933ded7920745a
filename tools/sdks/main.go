// Generates the SDKs of the component plugin from its schema, with the generators that `pulumi package gen-sdk` uses.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"image"
	"image/png"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"

	"github.com/blang/semver"
	"github.com/pulumi/pulumi-java/pkg/codegen/java"
	"github.com/pulumi/pulumi/pkg/v3/codegen/dotnet"
	gogen "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	"github.com/pulumi/pulumi/pkg/v3/codegen/nodejs"
	"github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

const tool = "ssm-access"

// generators returns the files of an SDK, by language.
var generators = map[string]func(*schema.Package) (map[string][]byte, error){
	"nodejs": func(pkg *schema.Package) (map[string][]byte, error) {
		return nodejs.GeneratePackage(tool, pkg, nil, nil, false, nil)
	},
	"python": func(pkg *schema.Package) (map[string][]byte, error) {
		return python.GeneratePackage(tool, pkg, nil, nil)
	},
	"csharp": func(pkg *schema.Package) (map[string][]byte, error) {
		icon, err := serveIcon()
		if err != nil {
			return nil, err
		}
		defer icon.Close()
		pkg.LogoURL = icon.URL
		return dotnet.GeneratePackage(tool, pkg, nil, nil)
	},
	"java": func(pkg *schema.Package) (map[string][]byte, error) {
		return java.GeneratePackage(tool, pkg, nil, nil, false, true)
	},
	"go": func(pkg *schema.Package) (map[string][]byte, error) {
		return gogen.GeneratePackage(tool, pkg, nil)
	},
}

// serveIcon serves an icon of one transparent pixel. The generator for C# downloads the icon of the NuGet package, by
// default from GitHub, and fails without a network.
func serveIcon() (*httptest.Server, error) {
	var icon bytes.Buffer
	if err := png.Encode(&icon, image.NewNRGBA(image.Rect(0, 0, 1, 1))); err != nil {
		return nil, err
	}
	return httptest.NewServer(http.HandlerFunc(func(response http.ResponseWriter, _ *http.Request) {
		_, _ = response.Write(icon.Bytes())
	})), nil
}

// noPackages loads nothing: the schema refers to no other package.
type noPackages struct{}

func (noPackages) LoadPackage(name string, _ *semver.Version) (*schema.Package, error) {
	return nil, fmt.Errorf("the schema refers to the package %s", name)
}

func (noPackages) LoadPackageV2(_ context.Context, descriptor *schema.PackageDescriptor) (*schema.Package, error) {
	return nil, fmt.Errorf("the schema refers to the package %s", descriptor.Name)
}

func run(schemaFile, out string) error {
	text, err := os.ReadFile(schemaFile)
	if err != nil {
		return err
	}
	var spec schema.PackageSpec
	if err := json.Unmarshal(text, &spec); err != nil {
		return fmt.Errorf("%s: %w", schemaFile, err)
	}
	for language, generate := range generators {
		// Some generators change the package, so each gets one of its own.
		pkg, diagnostics, err := schema.BindSpec(spec, noPackages{}, schema.ValidationOptions{})
		if err != nil {
			return err
		}
		if diagnostics.HasErrors() {
			return fmt.Errorf("%s: %w", schemaFile, diagnostics)
		}
		files, err := generate(pkg)
		if err != nil {
			return fmt.Errorf("%s: %w", language, err)
		}
		for path, content := range files {
			file := filepath.Join(out, language, path)
			if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
				return err
			}
			if err := os.WriteFile(file, content, 0o644); err != nil {
				return err
			}
		}
	}
	return nil
}

func main() {
	schemaFile := flag.String("schema", "", "the package schema")
	out := flag.String("out", "", "the folder to write the SDKs to")
	flag.Parse()
	if *schemaFile == "" || *out == "" {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(*schemaFile, *out); err != nil {
		log.Fatal(err)
	}
}
