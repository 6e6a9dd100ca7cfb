"""The Python answer to k8s.io/apimachinery/pkg/util/wait."""
